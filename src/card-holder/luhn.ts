/**
 * The check digit of SIREN and SIRET: from the right, every second digit doubled, nine taken off above nine, the sum a
 * multiple of ten (ISO/IEC 7812-1, annex B).
 */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const weighted = i % 2 === 0 ? digit : digit * 2
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}
