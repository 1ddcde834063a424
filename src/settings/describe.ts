/** Writes docs/settings.md from the schema, so that it cannot disagree with it. */
import { type NamedField, namedFields } from './field.ts'
import { schema } from './schema.ts'
import { SETTINGS_FILE_VARIABLE } from './texts.ts'

export function describeSettings(): string {
  return `# Settings

<!-- Made by \`npm run docs\` from src/settings/schema.ts: change it there. -->

Each setting has one name in the environment and one key in an optional YAML file, whose path \`${SETTINGS_FILE_VARIABLE}\` gives;
the environment wins. A secret can also be read from a file: put its path in the name with \`_FILE\` behind (in YAML, the key with
\`File\` behind). Parvis refuses to start on unknown names, unreadable values and, in production, on anything unsafe or missing,
and lists all mistakes at once: \`parvis settings check\` does only that, \`parvis settings show\` shows what is in force.

\`{data}\` stands for the data folder. Durations carry their unit: \`90 s\`, \`30 min\`, \`8 h\`, \`2 d\`.
Lists are separated by commas; \`none\` is the empty one. "Required" means: in production.

${namedFields(schema).map(describeField).join('\n')}`
}

function describeField({ key, variable, field }: NamedField): string {
  const { production, demo } = field.defaults
  const facts = [
    `- YAML: \`${key}\``,
    `- Value: ${field.format.meta()?.title}${field.secret ? `; secret, or its file in \`${variable}_FILE\`` : ''}`,
    `- Default: ${production === undefined ? 'none, required' : code(production)}${demo === undefined || demo === production ? '' : `; demo: ${code(demo)}`}`,
    ...(field.example === undefined ? [] : [`- Example: ${code(field.example)}`]),
  ]
  return `## \`${variable}\`\n\n${field.sentence}\n\n${facts.join('\n')}\n`
}

const code = (text: string): string => `\`${text}\``
