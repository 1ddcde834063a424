const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** xs:base64Binary: white space anywhere, and nothing else that is no base64. */
export function decodeBase64(text: string | undefined): Uint8Array | undefined {
  const compact = text?.replace(/[ \t\n\r]+/g, '')
  return compact !== undefined && BASE64.test(compact) ? Buffer.from(compact, 'base64') : undefined
}
