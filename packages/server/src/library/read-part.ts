// One part of the content against its shape. Who wrote it reads what is wrong, so the sentence names the file and the place in it.
import type * as z from 'zod'

/** `file` as it stands under content/: `guide/signs.json`. */
export function readPart<Schema extends z.ZodType>(schema: Schema, file: string, source: unknown): z.output<Schema> {
  const read = schema.safeParse(source)
  if (read.success) return read.data
  const lines = read.error.issues.map(({ path, message }) => `content/${file}: ${path.join('.')}: ${message}`)
  throw new Error(lines.join('\n'))
}
