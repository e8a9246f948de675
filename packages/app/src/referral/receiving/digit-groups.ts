// Digits in groups of four while they are typed or mended, with the cursor after the same digit as before. Keeps digits of any script. Pure.

const isDigit = (character: string): boolean => /\p{Nd}/u.test(character)

export const countDigits = (text: string): number => [...text].filter(isDigit).length

export const grouped = (text: string): string =>
  [...text]
    .filter(isDigit)
    .map((digit, at) => (at > 0 && at % 4 === 0 ? ` ${digit}` : digit))
    .join('')

/** Where the cursor stands in the grouped text when it stood at `at` in the text as typed. Unit: UTF-16 code units. */
export function cursorIn(text: string, at: number): number {
  const before = grouped(text.slice(0, at))
  const whole = grouped(text)
  // Behind a full group the next digit comes after the space.
  return whole[before.length] === ' ' && countDigits(text.slice(at)) > 0 && before !== ''
    ? before.length + 1
    : before.length
}
