/** The attestation of membership, prefilled, for the president of a Compagnie to sign (S2.19). On paper, and in French. */
export interface MembershipAttestation {
  readonly holder: string
  readonly siren: string
  readonly compagnie: string
  readonly president: string
  /** When it was prefilled; the signature carries its own date. */
  readonly preparedAt: number
}

const TITLE = "Attestation d'appartenance à une Compagnie d'experts"
const DOTS = '...............................................'

export async function membershipAttestation(facts: MembershipAttestation): Promise<Buffer> {
  // Loaded when a document is wanted: a tenth of the memory of the whole service.
  const { default: PDFDocument } = await import('pdfkit')
  const { holder, siren, compagnie, president, preparedAt } = facts
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 72,
    lang: 'fr-FR',
    displayTitle: true,
    info: { Title: TITLE, CreationDate: new Date(preparedAt) },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))

  pdf.font('Helvetica-Bold').fontSize(16).text(TITLE, { align: 'center' })
  pdf.font('Helvetica').fontSize(11).lineGap(4).moveDown(2)
  pdf.text(`Je soussigné(e), ${president}, président(e) de la Compagnie « ${compagnie} »,`)
  pdf.moveDown().text('atteste que la personne désignée ci-dessous en est membre :').moveDown()
  for (const [label, value] of [
    ['Prénom et nom', holder],
    ['SIREN individuel', siren.replace(/(\d{3})(?=\d)/g, '$1 ')],
  ] as const) {
    pdf.font('Helvetica').text(`${label} : `, { continued: true }).font('Helvetica-Bold').text(value)
  }
  pdf.font('Helvetica').moveDown()
  pdf.text(
    "et l'avoir authentifiée moi-même, au vu de la copie de sa pièce d'identité et par tout moyen à ma convenance,",
  )
  pdf.text("pour la délivrance d'un certificat d'authentification sur carte ou clé à son nom.")
  pdf.moveDown(2).text(`Fait à ${DOTS}, le ${DOTS}`)
  pdf.moveDown(2).text('Signature du président ou de la présidente, et cachet de la Compagnie :')
  pdf.moveDown(8).fontSize(9)
  pdf.text(
    "À envoyer par la poste au président, avec la copie en couleur, recto et verso, d'une pièce d'identité en cours de validité et une enveloppe timbrée à l'adresse du titulaire.",
  )
  pdf.end()
  return new Promise((resolve) => pdf.on('end', () => resolve(Buffer.concat(chunks))))
}
