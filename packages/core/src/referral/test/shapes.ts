// Ways to ask a shape what it takes, for tests: also each edge beside it.
import type * as z from 'zod'

export const zeros = (bytes: number): string => 'A'.repeat(Math.ceil((bytes * 4) / 3))
const isTaken = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success
/** Nothing of core leans on node, these neither. */
const expect = (is: boolean, expected: boolean, what: string) => {
  if (is !== expected) throw new Error(`${expected ? 'refused' : 'taken'}: ${what}`)
}
export const takes = (schema: z.ZodType, ...values: unknown[]) => {
  for (const value of values) expect(isTaken(schema, value), true, JSON.stringify(value).slice(0, 200))
}
export const refuses = (schema: z.ZodType, ...values: unknown[]) => {
  for (const value of values) expect(isTaken(schema, value), false, JSON.stringify(value).slice(0, 200))
}
export const without = (whole: object, member: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => name !== member))

/** Takes the whole; refuses it with a member more, with one less, and with any member of a kind that nothing has. */
export const isStrict = (schema: z.ZodType, whole: Record<string, unknown>, optional: readonly string[] = []) => {
  takes(schema, whole)
  refuses(schema, { ...whole, more: 1 }, null, [], 'x')
  for (const member of Object.keys(whole)) {
    const rest = without(whole, member)
    expect(isTaken(schema, rest), optional.includes(member), `without ${member}`)
    refuses(schema, { ...whole, [member]: Symbol.iterator })
  }
}
/** The longest plain text that is taken, and one sign more; never a control character. */
export const holdsText = (schema: z.ZodType, max: number, of: (text: string) => unknown) => {
  takes(schema, of(''), of('a'.repeat(max)), of('a\nb'))
  refuses(schema, of('a'.repeat(max + 1)), of('a\tb'), of('a\u0000'), of('\ud800'))
}

function recipientOfNines(): string {
  const signs = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
  const bits = Array.from({ length: 1216 }, () => '00001001').join('')
  const values = (bits.padEnd(Math.ceil(bits.length / 5) * 5, '0').match(/.{5}/g) ?? []).map((five) =>
    parseInt(five, 2),
  )
  const polymod = (all: readonly number[]) => {
    let check = 1
    for (const value of all) {
      const top = check >> 25
      check = ((check & 0x1ffffff) << 5) ^ value
      for (const [bit, term] of [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].entries())
        if ((top >> bit) & 1) check ^= term
    }
    return check
  }
  const codes = Array.from('age1pq', (sign) => sign.charCodeAt(0))
  const prefix = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)]
  const check = polymod([...prefix, ...values, 0, 0, 0, 0, 0, 0]) ^ 1
  const tail = [0, 1, 2, 3, 4, 5].map((n) => (check >> (5 * (5 - n))) & 31)
  return `age1pq1${[...values, ...tail].map((value) => signs[value] ?? '').join('')}`
}

/** A recipient that decodes: bech32 of 1,216 bytes that are all 9. */
export const RECIPIENT = recipientOfNines()
