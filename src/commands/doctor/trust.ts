import { trustFolderMistake } from '../../settings/files.ts'
import { type Check, fine, problem } from './finding.ts'

/** There are authorities to accept cards from. */
export const checkTrust: Check = async ({ trust: { folder } }) => {
  const mistake = trustFolderMistake(folder)
  return mistake === undefined
    ? fine(`${folder} holds authorities`)
    : problem(mistake, 'put the certificates of the accepted authorities there')
}
