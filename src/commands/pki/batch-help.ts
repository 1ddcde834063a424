import { LONGEST_LINE_BYTES } from './question-frame.ts'

const megabytes = LONGEST_LINE_BYTES / 1024 / 1024

/** The contract of the batch: scripts rely on it. */
export const BATCH_HELP = `
Ends with 0 when the certificate is valid, 1 when it is not or a file cannot be read, 2 on wrong usage.

--batch reads one JSON object a line and answers each with one line, in the same order. Certificates, lists and OCSP
responses are DER in base64.
  id                       string or number, given back as it came
  anchors                  trusted certificates
  leaf                     the certificate in question
  candidates, crls, ocsps  as with the options above; none when left out, 2000 of each at most
  at                       ISO 8601 with its offset, or a date (midnight UTC), or epoch milliseconds; now when left out
  purpose                  client-login (when left out) | path-only
  requiredExtendedKeyUsage an identifier, or several, that the certificate and its CAs must allow besides
  revocation               required (when left out) | when-present | off
  initialPolicySet         policies that are accepted; any when left out
  explicitPolicy, inhibitPolicyMapping, inhibitAnyPolicy, allowDsa
                           true or false (when left out)
  applyAnchorConstraints   true: the anchor's own certificate limits the path, its policies too (RFC 5937); false: an
                           anchor is a name and a key; left out: its dates, usages and constraints limit, not its policies
The answer:
  id, verdict              valid | invalid
  failure                  null, or { code, data, explanation }: docs/failures.md lists the codes
  policies                 the user-constrained policy set of a valid path; empty otherwise
  elapsedMicroseconds      from the parsed line to the verdict

What is left out takes the strict meaning, so an unknown field is refused: misspelt, it would loosen the question unseen.
A line that is no such object, or is over ${megabytes} MB, is answered "invalid" with a failure (verify.*), and the next one is
read. Ends with 0 once every line is answered, whatever the answers.`
