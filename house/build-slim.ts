// Leaves out of browser bundles what no page of ours can reach; a worker's telephone pays for every kilobyte.
// Only unreachable parts go: what stays is the packages' own text. Each change must find its place, or the build stops.
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

type Change = (source: string) => string

const replaced = (source: string, from: string | RegExp, to: string): string => {
  const text = source.replace(from, to)
  if (text === source) throw new Error(`house/build-slim.ts: nothing to leave out any more at ${String(from)}`)
  return text
}

// Every zod schema carries a method that names the writer of JSON Schema, so bundlers keep it. Only the server writes schemas.
const noWriter: Change = () => {
  const names = [
    'createToJSONSchemaMethod',
    'createStandardJSONSchemaMethod',
    'initializeContext',
    'process',
    'extractDefs',
    'finalize',
  ]
  return `const none = () => () => undefined\nexport { ${names.map((name) => `none as ${name}`).join(', ')} }`
}

const CHANGES: [file: string, change: Change][] = [
  ['zod/v4/core/to-json-schema.js', noWriter],
  ['zod/v4/core/json-schema-processors.js', () => 'export const toJSONSchema = undefined'],
  ['zod/v4/core/json-schema-generator.js', () => 'export const JSONSchemaGenerator = undefined'],
  // The content policy forbids compiling text; asking the browser for it only puts an error on the console.
  [
    'zod/v4/core/schemas.js',
    (source) => replaced(source, 'const jit = !core.globalConfig.jitless;', 'const jit = false;'),
  ],
  // `z.string().email()` and its like: we write `z.email()`, so that a bundle holds the formats that it asks for, and no others.
  [
    'zod/v4/classic/schemas.js',
    (source) =>
      replaced(
        source,
        /(core\.\$ZodString\.init\(inst, def\);\n {4}_ZodString\.init\(inst, def\);\n\}, )\{\n {4}email[\s\S]*?\n\}\);/,
        '$1{});',
      ),
  ],
  // Values that lead back to themselves: JSON holds none. zod's own small edition goes without, too.
  [
    'zod/v4/core/memoizer.js',
    () =>
      'export class $ZodCyclicError extends Error {}\nexport const memoizer = () => undefined\nexport const isBackEdge = () => false\nexport const isRecursiveSchema = () => false',
  ],
  // Messages in English: people read our own sentences, by code.
  ['zod/v4/locales/en.js', () => 'export default () => ({})'],
  // Passphrases, age's classical keys, and recipients over P-256 (age1tag…): ours are age1pq1 and AGE-SECRET-KEY-PQ-1 only, and sealing
  // refuses all others before it asks age (packages/sealing/src/age.ts).
  [
    'age-encryption/dist/index.js',
    (source) =>
      replaced(
        source,
        /import \{ ScryptIdentity, ScryptRecipient \} from "\.\/recipients\.js";\nimport \{ X25519Identity, X25519Recipient \} from "\.\/recipients\.js";\nimport \{ TagRecipient, HybridTagRecipient \} from "\.\/recipients\.js";/,
        `class TagRecipient { constructor() { throw new Error("not in this bundle") } }\n${[
          'HybridTagRecipient',
          'ScryptIdentity',
          'ScryptRecipient',
          'X25519Identity',
          'X25519Recipient',
        ]
          .map((name) => `const ${name} = TagRecipient;`)
          .join('\n')}`,
      ),
  ],
  // Other hybrids, made when the module loads: unused ones may go once they are marked as free of effects.
  [
    '@noble/post-quantum/hybrid.js',
    (source) =>
      replaced(
        source,
        /^(export const \w+ = )((?:QSF|createKitchenSink)\(.*\));$/gm,
        '$1/* @__PURE__ */ (() => $2)();',
      ),
  ],
]

export const leaveOutUnreachable: Plugin = {
  name: 'leave-out-unreachable',
  setup(build) {
    build.onLoad(
      { filter: /node_modules[\\/](zod|age-encryption|@noble[\\/]post-quantum)[\\/].*\.js$/ },
      async ({ path }) => {
        const plain = path.replaceAll('\\', '/')
        const change = CHANGES.find(([file]) => plain.endsWith(`/node_modules/${file}`))?.[1]
        return change === undefined ? undefined : { contents: change(await readFile(path, 'utf8')) }
      },
    )
  },
}
