// Numbers that a register ties to a person: accounts, permits, plates, case numbers. Asked about, not blocked: many are harmless.
import type { Detector, Finding } from './finding.ts'

const IBAN =
  /(?<![\p{L}\p{N}])[A-Z]{2}[\s\p{P}]?\d{2}(?:[\s\p{P}]?[A-Z0-9]{4}){2,7}(?:[\s\p{P}]?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/giu
/** Cards, and the serial numbers of telephones. */
const CARD = /(?<![\p{L}\p{N}])(?:\d{4}(?:[\s-]?\d{4}){3}|\d\d([ -]?)\d{6}\1\d{6}\1\d)(?![\p{L}\p{N}])/gu
/** Addresses of devices in a network, of both kinds. */
const DEVICE =
  /(?<![\p{L}\p{N}.:]|v(?:er\p{L}*\.?)? )(?:(?:\d{1,3}\.){3}\d{1,3}|(?=[\d:]*(?:[a-f]|::))(?:[\da-f]{1,4}::?){2,7}[\da-f]{1,4})(?![\p{L}\p{N}:]|\.\d)/giu
/** A position on a map. */
const POSITION =
  /(?<![\p{N}.,])(?:-?\d{1,3}[.,]\d{4,}[,;°NSEW ]{1,4}-?\d{1,3}[.,]\d{4,}|\d{1,3}° ?\d{1,2}[\d.,]*['′][^\p{L}]*[NSEW])/gu
const PLATE =
  /(?<![\p{L}\p{N}-])(?:[A-ZÅÄÖ]{2,3}-\d{1,3}|(?<=(?:rekisteri\p{L}*|rek\.?|kilpi|plate|\p{L}*auto|\p{L}*bil|car|van|lorry|reg\p{L}*) )[a-zåäö]{2,3}[- ]?\d{1,3})(?![\p{L}\p{N}-])/gu
const NAMED =
  /(?<!\p{L})(?:dnro|diaari\p{L}*|dnr|diarie\p{L}*|viite(?:numero)?|lasku(?:numero|n numero)|asiakas(?:numero|nro|tunnus)|potilas(?:numero|nro|tunnus)|asia(?:numero|nro|tunnus)|passi(?:n ?numero)?|pass(?:nummer|port)?(?: number| no)?|lupa(?:numero|tunnus)|oleskelulu\p{L}*|kortti(?:numero)?|case(?: number| no)?|reference|ref|permit(?: number| no)?|id|customer (?:number|no)|client (?:number|no)|patient (?:number|no)|kund(?:nummer|nr)|ärende(?:nummer|nr)?|tillstånds?(?:nummer)?|uhl|uma|ulkomaalaisnumero)[.: ]*(?:nro|numero|number|no|nr|nummer)?[.: #]*(?:(?:on|is|är)[: ]+)?((?=[A-Z0-9/.-]{0,25}\d{3})[A-Z0-9][A-Z0-9/.-]{3,24}[A-Z0-9])(?![\p{L}\p{N}])/giu
const BIRTH_DIGITS = /(?<![\p{L}\p{N}])[0-3]\d[01]\d\d\d[-+A]\d{2,3}(?![\p{L}\p{N}])/giu

export const number: Detector = {
  name: 'number',
  find: ({ text }) => {
    const ask = (start: number, length: number): Finding => ({
      start,
      end: start + length,
      kind: 'number',
      action: 'ask',
    })
    const whole = [PLATE, BIRTH_DIGITS, DEVICE, POSITION].flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match): Finding => ({
        ...ask(match.index, match[0].length),
        ...(pattern === POSITION && { kind: 'place' }),
      })),
    )
    const named = [...text.matchAll(NAMED)].map((match) =>
      ask(match.index + match[0].length - (match[1] ?? '').length, (match[1] ?? '').length),
    )
    return [...findAccounts(text).map(({ start, end }) => ask(start, end - start)), ...whole, ...named]
  },
}

/** Bank accounts and cards with a right check digit. */
export function findAccounts(text: string): { start: number; end: number }[] {
  const span = (match: RegExpExecArray) => ({ start: match.index, end: match.index + match[0].length })
  const accounts = [...text.matchAll(IBAN)].filter(([all]) => isIban(all)).map(span)
  return [...accounts, ...[...text.matchAll(CARD)].filter(([all]) => isCard(all)).map(span)]
}

// ISO 13616: the remainder of 97 is 1.
function isIban(text: string): boolean {
  const plain = text.replaceAll(/[^A-Z0-9]/gi, '').toUpperCase()
  if (plain.length < 15 || plain.length > 34) return false
  let remainder = 0
  for (const sign of plain.slice(4) + plain.slice(0, 4)) {
    for (const digit of String(Number.parseInt(sign, 36))) remainder = (remainder * 10 + Number(digit)) % 97
  }
  return remainder === 1
}

// ISO/IEC 7812: Luhn.
function isCard(text: string): boolean {
  const digits = [...text.replaceAll(/\D/g, '')].map(Number).reverse()
  const sum = digits.reduce((total, digit, i) => total + (i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0)
  return sum % 10 === 0
}
