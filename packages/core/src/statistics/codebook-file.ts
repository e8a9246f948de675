// The codebook file that `apila-tools release run` reads: attributes, their values, and the tables wanted.
// Shape: interface of the command in docs/statistics.md "Files". A multi attribute becomes one binary attribute for each code.
import * as z from 'zod'

const Code = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\s,;"]+$/, 'a code has no spaces, commas, semicolons or quotes')

const FileAttribute = z
  .looseObject({
    code: Code,
    values: z.array(Code).min(1).max(1000),
    labels: z.record(z.string(), z.unknown()).optional(),
    multi: z.boolean().default(false),
  })
  .refine(({ values, multi }) => multi || values.length > 1, 'an attribute needs two values or more')
  .refine(({ values }) => new Set(values).size === values.length, 'a value is listed twice')

export const CodebookFile = z
  .looseObject({
    codebook: z.string().min(1).max(100),
    attributes: z.array(FileAttribute).min(1).max(1000),
    tables: z.array(z.array(Code).min(1)).default([]),
  })
  .refine(({ attributes }) => isUnique(attributes.map(({ code }) => code)), 'an attribute is listed twice')
  .refine(
    ({ attributes }) => isUnique(attributes.flatMap(({ code, values, multi }) => (multi ? values : [code]))),
    'a code of a multi attribute is also the name of another attribute',
  )
  .refine(
    ({ attributes, tables }) =>
      tables.every((table) => table.every((code) => attributes.some((attribute) => attribute.code === code))),
    'a table names an attribute that is not listed',
  )
  .refine(({ tables }) => tables.every(isUnique), 'a table names an attribute twice')
export type CodebookFile = z.infer<typeof CodebookFile>

function isUnique(codes: readonly string[]): boolean {
  return new Set(codes).size === codes.length
}
