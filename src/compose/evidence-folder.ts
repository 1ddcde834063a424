import { join } from 'node:path'
import type { Settings } from '../settings/schema.ts'

/** Where the service, and the commands beside it, keep evidence that is too long for the database. */
export const evidenceFolderOf = ({ dataFolder }: Pick<Settings, 'dataFolder'>): string => join(dataFolder, 'evidence')
