/** The terms of the demo as a real PDF. What the operator publishes is the operator's own text. */
const PARAGRAPHS = [
  'Article 1 - Objet. Les présentes conditions régissent l’accès à la plateforme de démonstration Parvis. Elles n’engagent personne : les dossiers, les personnes et les juridictions y sont inventés.',
  'Article 2 - Accès. Chaque personne accède à la plateforme avec ses propres moyens d’authentification : certificat sur carte ou clé, ou adresse email, mot de passe et code temporaire. Elle ne les confie à personne.',
  'Article 3 - Contradictoire. Chaque partie voit ce que les autres parties transmettent. Le dépôt et l’ouverture des documents sont datés.',
  'Article 4 - Données personnelles. Les données servent à authentifier les personnes et à tracer leurs accès. Les journaux de sécurité sont conservés douze mois.',
  'Article 5 - Preuve. L’acceptation des présentes conditions est conservée avec leur empreinte SHA-256, la date, le profil et le mode d’authentification.',
]

export async function termsDocument(label: string, at: number): Promise<Buffer> {
  // Loaded when a document is wanted: a tenth of the memory of the whole service.
  const { default: PDFDocument } = await import('pdfkit')
  const document = new PDFDocument({
    size: 'A4',
    margin: 72,
    lang: 'fr-FR',
    info: { Title: `Conditions générales d'utilisation, version ${label}`, CreationDate: new Date(at) },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  document.font('Helvetica-Bold').fontSize(18).text("Conditions générales d'utilisation")
  document.font('Helvetica').fontSize(11).moveDown().text(`Plateforme de démonstration Parvis, version ${label}`)
  for (const paragraph of PARAGRAPHS) document.moveDown().text(paragraph, { align: 'justify' })
  document.end()
  return new Promise((resolve) => document.on('end', () => resolve(Buffer.concat(chunks))))
}
