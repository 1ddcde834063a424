import { describe, expect, it } from 'vitest'
import { EXIT } from '../../src/commands/command.ts'
import { runCommandLine } from '../../src/commands/command-line.ts'
import { type RegistryEntry, registry } from '../../src/commands/registry.ts'
import { defineFailure } from '../../src/failures/failure.ts'
import { capturedContext } from './captured-context.ts'

const refusal = defineFailure<{ name: string }>(
  'test.refused',
  'forbidden',
  'It was refused.',
  ({ name }) => `To ${name}.`,
)

const loaded: string[] = []
const commands: readonly RegistryEntry[] = [
  {
    name: 'greet',
    summary: 'greet somebody',
    load: async () => {
      loaded.push('greet')
      return {
        configure: (program) => program.argument('<name>').option('--loud', 'in capitals'),
        run: async (context, { arguments: [name = ''], options }) => {
          context.print(options['loud'] === true ? name.toUpperCase() : name)
          return EXIT.done
        },
        subcommands: [
          { name: 'nobody', summary: 'refuse', run: async (context) => context.refuse(refusal({ name: 'nobody' })) },
        ],
      }
    },
  },
  {
    name: 'break',
    summary: 'meet a bug',
    load: async () => {
      loaded.push('break')
      return {
        run: () => Promise.reject(new Error('a bug')),
      }
    },
  },
]

async function run(...words: string[]) {
  const context = capturedContext({})
  const status = await runCommandLine(words, context, commands)
  return { status, printed: context.printed(), complaints: context.complaints() }
}

describe('the command line', () => {
  it('hands arguments and options over', async () => {
    expect(await run('greet', 'Ada', '--loud')).toMatchObject({ status: 0, printed: 'ADA\n', complaints: '' })
  })

  it('loads only the command that is called', async () => {
    loaded.length = 0
    await run('greet', 'Ada')
    expect(loaded).toEqual(['greet'])
  })

  it('lists every command in its help, and each has its own', async () => {
    expect(await run('--help')).toMatchObject({
      status: 0,
      printed: expect.stringMatching(/greet +greet somebody\n +break +meet a bug/),
    })
    expect(await run('greet', '--help')).toMatchObject({ status: 0, printed: expect.stringContaining('--loud') })
  })

  it.each([[[]], [['graet']], [['greet']], [['greet', 'Ada', 'Bob', 'Eve']], [['greet', 'Ada', '--soft']]])(
    'answers wrong usage %j with status 2 and says how',
    async (words) => {
      const { status, printed, complaints } = await run(...words)
      expect({ status, printed }).toEqual({ status: 2, printed: '' })
      expect(complaints).toMatch(/usage/i)
    },
  )

  it('shows an expected refusal on standard error, with status 1', async () => {
    expect(await run('greet', 'nobody')).toEqual({
      status: 1,
      printed: '',
      complaints: 'parvis: test.refused\nIt was refused. To nobody.\n',
    })
  })

  it('throws on bugs only', async () => await expect(run('break')).rejects.toThrow('a bug'))
})

it('every registered command loads, and does something', async () => {
  for (const { name, summary, load } of registry) {
    const command = await load()
    expect(summary, name).toMatch(/^[a-z]/)
    expect(command.run ?? command.subcommands, name).toBeDefined()
  }
})
