// Numbers that a register ties to a person: accounts, permits, plates, case numbers. Asked about, not blocked: many are harmless.
import type { Detector, Finding } from './finding.ts'

const IBAN_FORM = '[A-Z]{2}[\\s\\p{P}]?\\d{2}(?:[\\s\\p{P}]?[A-Z0-9]{4}){2,7}(?:[\\s\\p{P}]?[A-Z0-9]{1,3})?'
/** In small letters by itself; in capital letters also glued to a word. */
const IBANS = [
  new RegExp(`(?<![\\p{L}\\p{N}])${IBAN_FORM}(?![\\p{L}\\p{N}])`, 'giu'),
  new RegExp(`(?<![A-Z\\d])${IBAN_FORM}(?![A-Z\\d])`, 'gu'),
]
/** Cards, and the serial numbers of telephones. */
const CARD =
  /(?<![\p{L}\p{N}])(?:\d{4}(?:[\s-]?\d{4}){3}|3\d{3}[\s-]\d{6}[\s-]\d{5}|\d\d([ -]?)\d{6}\1\d{6}\1\d)(?![\p{L}\p{N}])/gu
/** Addresses of devices in a network, of three kinds, and the identifiers that programs give to devices. */
const DEVICE =
  /(?<![\p{L}\p{N}.:-]|v(?:er\p{L}*\.?)? )(?:(?:\d{1,3}\.){3}\d{1,3}|(?=[\d:]*(?:[a-f]|::))(?:[\da-f]{1,4}::?){2,7}[\da-f]{1,4}|(?:[\da-f]{2}[-:]){5}[\da-f]{2}|(?:[\da-f]{4}\.){2}[\da-f]{4}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?![\p{L}\p{N}:]|\.\d)/giu
/** Finnish plates anywhere; other countries' plates behind a word for a car or a plate. */
const CAR =
  '(?:rekisteri\\p{L}*|rekka\\p{L}*|rek\\.?|kilpi|kilven|kilvessä|tunnus|plates?|\\p{L}*auton?|\\p{L}*autossa|\\p{L}*bil(?:en)?s?|skylt\\p{L}*|nummer|car|van|lorry|taxi|taksi|reg\\p{L}*)'
const PLATE = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(?!(?:PHQ|GAD|CA|PCL|IES|WHO|ICD|DSM|CD|SF|EQ|LA|CT|HB)-)[A-ZÅÄÖ]{2,3}-\\d{1,3}|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \\d{1,4}|(?<=${CAR}(?: (?:on|är|is|with plate))?[: ] ?)(?:[A-ZÅÄÖ]{1,3}[- ]?\\d{2,5}(?:[- ]?[A-Z]{1,3})?|\\d{2,3}[- ]?[A-Z]{3}|(?!(?:on|at|in|of|is|by|no|nr|på|är|kl|för|ja|och|and|noin|ca)[- ]?\\d)[a-zåäö]{2,3}[- ]?\\d{2,3}))(?![\\p{L}\\p{N}-])`,
  'gu',
)
/** Numbers that others give a person: their form alone tells them. */
const FOREIGN = [
  // Year, month and day first, then four or five digits: Sweden, Latvia; day first: Denmark.
  /(?<![\p{L}\p{N}-])(?:(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2])\d\d)[-+]\d{4,5}(?![\p{L}\p{N}-])/gu,
  // Most countries' codes are eleven digits or more in one go; few other numbers in a note are.
  /(?<![\p{L}\p{N}/.,+-])[1-9]\d{10,19}(?![\p{L}\p{N}]|[.,]\d)/gu,
  // Britain, Spain, Italy, the United States, Pakistan, Thailand; India only behind its word.
  /(?<![\p{L}\p{N}])(?:[A-CEGHJ-PR-TW-Z]{2}(?: ?\d\d){3} ?[A-D]|[XYZ]?\d{7,8}-?[A-HJ-NP-TV-Z]|[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]|\d{3}-\d\d-\d{4}|\d{5}-\d{7}-\d|\d-\d{4}-\d{5}-\d\d-\d)(?![\p{L}\p{N}-])/gu,
  // The lines that machines read from a passport, and the police's number of a report.
  /[A-Z\d<]{2,30}<<[A-Z\d<]{2,40}/gu,
  /(?<!\p{N})\d{3,4}\/[RSK]\/\d{1,8}\/\d\d(?!\p{N})/gu,
]
const WORDS =
  "dnro|diaari\\p{L}*|dnr|diarie\\p{L}*|viite(?:numero)?|lasku(?:numero|n numero)|asiakas(?:numero\\p{L}*|nro|tunnus)|potilas(?:numero|nro|tunnus)|asia(?:numero|nro|tunnus)|passi(?:n ?numero)?|pass(?:nummer|port|et)?|matkustusasiakirja\\p{L}*|travel document|asylum|turvapaikan\\p{L}*|asyl\\p{L}*|resedokument|henkilökortti\\p{L}*|id-?kort\\p{L}*|id(?:entity)? card|lupa(?:numero|tunnus)|oleskelulu\\p{L}*|uppehålls\\p{L}*|residence (?:permit|card)|kortti(?:numero)?|ajokort\\p{L}*|körkort\\p{L}*|driv(?:er'?s|ing) licen[cs]e|viisumi\\p{L}*|visum|visa|pesel|cnp|cpr|cnic|nid|nin|nino|ni number|national insurance|dni|nie|nif|bsn|egn|inn|snils|pan|curp|aadhaar|isikukood|henkilönumero|personnummer|fødselsnummer|social security|tax(?:payer)?|verotunnus|veronumero|skattenummer|case|reference|ref|permit|id|customer|client|patient|kund(?:nummer|nr)|ärende(?:nummer|nr)?|tillstånds?(?:nummer)?|uhl|uma|ulkomaalaisnumero|migri"
const NAMED = new RegExp(
  `(?<!\\p{L})(?:${WORDS})(?: (?:card|permit|code|number|numero|nummer|nro|nr|no))*[.: #]*(?:[^\\p{N}\\n.;:]{0,40}:|(?:on|is|är|oli|was|var))?[: #]*(?!\\p{L} ?(?:19|20)\\d\\d(?!\\d))((?:[A-Z]{1,2}(?: ?\\d\\d){3} ?[A-D](?!\\p{L})|[A-Z]{1,3} \\d{3,4} \\d{3,4}|[A-Z]{1,3} ?\\d{4,9}|\\d{1,4}(?: \\d{3,4}){1,3}|(?=[A-Z0-9/.-]{0,24}\\d{3})[A-Z0-9][A-Z0-9/.-]{3,24}[A-Z0-9]))(?![\\p{L}\\p{N}])`,
  'giu',
)
/** A thing's own number. A pacemaker has one too. */
const SERIAL =
  /(?<!\p{L})(?:sarja(?:numero|nro)\p{L}*|serie(?:nummer|nr)|serial(?: number| no\.?)?|s\/n|sn|imei|imsi|iccid|meid|udid|uuid|device id|laitetunnus|laitenumero|enhets-?id|mac)(?:[.: #]+(?:sn|no|nr|nro))?[.: #]*(?:(?:on|is|är)[: ]+)?((?=[A-Z\d:-]{0,25}\d)[A-Z\d][A-Z\d:-]{4,30})(?![\p{L}\p{N}])/giu
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
    // Only a form that proves itself is a number that may go; the rest may be a lot or an implant.
    const whole = [PLATE, BIRTH_DIGITS, DEVICE, ...FOREIGN].flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => ask(match.index, match[0].length)),
    )
    const named = [NAMED, SERIAL].flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match): Finding => {
        const { length } = match[1] ?? ''
        return { ...ask(match.index + match[0].length - length, length), stays: true }
      }),
    )
    return [...findAccounts(text).map(({ start, end }) => ask(start, end - start)), ...whole, ...named]
  },
}

/** Bank accounts and cards with a right check digit. */
export function findAccounts(text: string): { start: number; end: number }[] {
  const span = (match: RegExpExecArray) => ({ start: match.index, end: match.index + match[0].length })
  const accounts = IBANS.flatMap((form) => [...text.matchAll(form)])
    .filter(([all]) => isIban(all))
    .map(span)
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
