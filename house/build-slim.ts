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

// `z.string().email()` and its like: we write `z.email()`, so that a bundle holds the formats that it asks for, and no others.
const withoutFormats: Change = (source) =>
  replaced(
    source,
    /(core\.\$ZodString\.init\(inst, def\);\n {4}_ZodString\.init\(inst, def\);\n\}, )\{\n {4}email[\s\S]*?\n\}\);/,
    '$1{});',
  )

/** Methods that every schema carries and no schema of ours calls; `house/build-slim.test.ts` loads all of ours against what is left.
 *  `z.array(…)`, `z.union(…)` and the like are functions, and stay where they are used. */
const UNUSED_METHODS = [
  ...['with', 'register', 'overwrite', 'exactOptional', 'nullish', 'nonoptional', 'array', 'or', 'and', 'transform'],
  ...['prefault', 'catch', 'pipe', 'describe', 'meta', 'isOptional', 'isNullable', 'apply', 'toJSONSchema', 'spa'],
  ...['parseAsync', 'safeParseAsync', 'validate', 'validateAsync', 'encode', 'decode', 'encodeAsync', 'decodeAsync'],
  ...['safeEncode', 'safeDecode', 'safeEncodeAsync', 'safeDecodeAsync', 'description', '_def', '"~standard"'],
  ...['includes', 'endsWith', 'nonempty', 'lowercase', 'uppercase', 'toLowerCase', 'toUpperCase'],
  ...['slugify', 'gt', 'gte', 'lt', 'lte', 'safe', 'negative', 'nonpositive', 'nonnegative', 'multipleOf', 'step'],
  ...['finite', 'unwrap', 'keyof', 'catchall', 'passthrough', 'loose', 'strict', 'strip', 'safeExtend', 'merge'],
  ...['omit', 'partial', 'exactPartial', 'required'],
]

const withoutMethods: Change = (source) =>
  [
    // A namespace taken from another module's list of names is kept whole; taken from its own file, only what is used of it.
    ['import { util } from "../core/index.js";', 'import * as util from "../core/util.js";'] as const,
    [/^ {4}inst\._zod\.processJSONSchema = .*\n/gm, ''] as const,
    // The content policy forbids compiling text; asking the browser for it only puts an error on the console.
    ['core.$ZodObjectJIT.init(inst, def);', 'core.$ZodObject.init(inst, def);'] as const,
    // What a schema would tell of its own limits.
    [/util\.derived\(\{[\s\S]*?^\}, (?=\{)/gm, '('] as const,
    // Sizes of maps, sets and files.
    [/^ {4}inst\.\w+ = .*core\._(?:minSize|maxSize|size|mime)\(.*\n/gm, ''] as const,
    // A part of an enum by what it takes; ours are made by what they leave out.
    [/^ {4}inst\.extract = [\s\S]*?^ {4}\};\n/m, ''] as const,
    [/^ {4}_ensureDefaultMemoizer\(\);\n/gm, ''] as const,
    ...UNUSED_METHODS.map((name) => [methodOf(name), ''] as const),
  ].reduce((text, [from, to]) => replaced(text, from, to), source)

/**
 * What reading a value in the browser never comes to. No refinement of ours waits for anything: one that did would throw, here as in zod's
 * own text; so no result is a promise. Nothing is written back through a schema, nothing stops at the first fault, and no value leads back to
 * itself. A schema's own pattern is for template literals and JSON Schema; an address is asked for no host, protocol or other form.
 */
const withoutDetours: Change = (source) =>
  [
    [
      /if \(r instanceof Promise\) \{\n.*handleRefineResult\(r, payload, input, inst\)\);\n/,
      'if (typeof r?.then == "function") {\nthrow new core.$ZodAsyncError();\n',
    ] as const,
    [/\b\w+ instanceof Promise\b/g, 'false'] as const,
    [/\bif \(asyncResult\b[^)]*\)/g, 'if (false)'] as const,
    [/\bproms\.length\b/g, '0'] as const,
    [/\bpayload\.memo\b(?! =)/g, 'false'] as const,
    [/\bdef\.coerce\b/g, 'false'] as const,
    [/\bctx\??\.direction === "backward"/g, 'false'] as const,
    [/\bctx\??\.direction !== "backward"/g, 'true'] as const,
    [/\bctx\??\.skipChecks\b/g, 'false'] as const,
    [/^ {8}const handleCanaryResult = [\s\S]*?^ {8}\};\n/m, ''] as const,
    [/, abortEarly(?: === true)?\)/g, ')'] as const,
    [/^ +const abortEarly = .*\n/gm, ''] as const,
    [/\babortEarly\b/g, 'false'] as const,
    [/\bmemo \? memo\.alloc\(inst, payload, .+?, ctx\) : /g, ''] as const,
    [/^ {4}(?:const memo = core\.globalConfig\.memoizer|memo\?\.attach\(inst\));\n/gm, ''] as const,
    [/^ {4}util\.defineLazyInternal\(inst, "pattern", \(zod\) => (?:\{\n[\s\S]*?^ {4}\}\);|.*\);)\n/gm, ''] as const,
    [/^ {4}inst\._zod\.pattern = (?:def\.pattern \?\? )?regexes\.\w+;\n/gm, ''] as const,
    [/"(?:normalize|hostname|protocol)" in def/g, 'false'] as const,
    [/\bdef\.(?:normalize|hostname|protocol)\b(?!\.lastIndex)/g, 'undefined'] as const,
  ].reduce((text, [from, to]) => replaced(text, from, to), source)

const methodOf = (name: string): RegExp =>
  new RegExp(
    `^ {4}(?:get |set |async )?${name}(?:: (?:async )?function \\w+)?\\([^\\n]*\\) \\{\\n[\\s\\S]*?^ {4}\\},\\n`,
    'gm',
  )

const CHANGES: [file: string, change: Change][] = [
  ['zod/v4/core/to-json-schema.js', noWriter],
  ['zod/v4/core/json-schema-processors.js', () => 'export const toJSONSchema = undefined'],
  ['zod/v4/core/json-schema-generator.js', () => 'export const JSONSchemaGenerator = undefined'],
  ['zod/v4/core/schemas.js', (source) => withoutDetours(replaced(source, methodOf('"~standard"'), ''))],
  ['zod/v4/classic/schemas.js', (source) => withoutMethods(withoutFormats(source))],
  // Kinds of ISO text: ours are days.
  [
    'zod/v4/classic/iso.js',
    (source) =>
      replaced(
        replaced(source, /^export function (?:datetime|time|duration)\(params\) \{\n.*\n\}\n/gm, ''),
        /^export \{.*$/m,
        'export { ZodISODate };',
      ),
  ],
  [
    'zod/v4/classic/external.js',
    (source) => replaced(source, /^export \{ ZodISODateTime.*$/m, 'export { ZodISODate } from "./iso.js";'),
  ],
  // What a failure can tell in other shapes: people read our own sentences, by code.
  ['zod/v4/classic/errors.js', (source) => replaced(source, /^ {4}_lazyMethod\(proto, "(?:format|flatten)".*\n/gm, '')],
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
        replaced(
          source,
          /^ {4}(?:setPassphrase|setScryptWorkFactor|addPassphrase|async decryptHeader)\(\w*\) \{\n[\s\S]*?^ {4}\}\n/gm,
          '',
        ),
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
  // The recipient of a classical identity (AGE-SECRET-KEY-1…) or of a browser's own key, and so age's second way to X25519: ours are hybrid.
  [
    'age-encryption/dist/recipients.js',
    (source) =>
      replaced(
        source,
        /^ {4}else \{\n {8}const res = bech32\.decodeToBytes\(identity\);\n[\s\S]*?^ {4}\}\n {4}const recipient = await x25519\.scalarMultBase\(scalar\);\n.*\n/m,
        '    throw Error("invalid identity");\n',
      ),
  ],
  // Copies of a hash under way, and readings that hide why they failed: nothing of ours asks for either.
  [
    '@noble/hashes/sha3.js',
    (source) => replaced(source, /^ {4}(?:clone|_cloneInto)\(\w*\) \{\n[\s\S]*?^ {4}\}\n/gm, ''),
  ],
  [
    '@scure/base/index.js',
    (source) => replaced(source, /^ +const (?:fromWords|decode)Unsafe = .*\n|^ +(?:fromWords|decode)Unsafe,\n/gm, ''),
  ],
  // Curve448, which nothing of ours has.
  [
    '@noble/curves/abstract/montgomery.js',
    (source) =>
      replaced(
        replaced(
          source,
          "const is25519 = type === 'x25519';",
          "if (type !== 'x25519') throw new Error('not in this bundle');",
        ),
        /\bis25519\b/g,
        'true',
      ),
  ],
  // A quicker way to multiply by the base point, over another curve, with tables that a page builds before its first key. The ladder that
  // the same package has for all other points takes its place, as RFC 7748 has it.
  [
    '@noble/curves/ed25519.js',
    (source) => replaced(source, /^ {8}scalarMultBase: \(k\) => \{\n[\s\S]*?^ {8}\},\n/m, ''),
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
      {
        filter:
          /node_modules[\\/](zod|age-encryption|@scure[\\/]base|@noble[\\/](?:post-quantum|curves|hashes))[\\/].*\.js$/,
      },
      async ({ path }) => {
        const plain = path.replaceAll('\\', '/')
        const change = CHANGES.find(([file]) => plain.endsWith(`/node_modules/${file}`))?.[1]
        return change === undefined ? undefined : { contents: change(await readFile(path, 'utf8')) }
      },
    )
  },
}
