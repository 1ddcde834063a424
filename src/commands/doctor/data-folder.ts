import { mkdtemp, rmdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { reason } from '../../settings/reason.ts'
import { type Check, fine, problem, warning } from './finding.ts'

const GIBIBYTE = 2 ** 30

/** The data folder takes files, and has room for them. */
export const checkDataFolder: Check = async ({ dataFolder }) => {
  try {
    await rmdir(await mkdtemp(join(dataFolder, '.doctor-')))
  } catch (error) {
    return problem(
      `${dataFolder} cannot be written to (${reason(error)})`,
      `create ${dataFolder} and give it to the user that runs Parvis`,
    )
  }
  const { bavail, bsize } = await statfs(dataFolder)
  const free = `${dataFolder} is writable, ${((bavail * bsize) / GIBIBYTE).toFixed(1)} GiB free`
  return bavail * bsize < GIBIBYTE ? warning(free, 'make room: a full disk stops every login') : fine(free)
}
