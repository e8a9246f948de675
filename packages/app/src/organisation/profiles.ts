// Plain lines about the demo network's organisations for the consent step: what they are, and when they next read (D-092).
// Invented like the organisations; a real network brings its own list.
import type { Language } from '@apila/core/content/language.ts'
import type { Reading } from './next-reading.ts'

export interface Profile {
  line: Readonly<Record<Language, string>>
  reading: Reading
}

const office: Reading = { days: [1, 2, 3, 4, 5], fromHour: 9, toHour: 16 }

export const PROFILES: Readonly<Record<string, Profile>> = {
  koivu: {
    line: {
      fi: 'Järjestö, joka tukee ja neuvoo ilman nimeä ja maksutta. Ei viranomainen.',
      sv: 'En förening som stöder och ger råd utan namn och utan kostnad. Ingen myndighet.',
      en: 'An organisation that supports and advises without a name and free of charge. Not an authority.',
    },
    reading: office,
  },
  kataja: {
    line: {
      fi: 'Lakimiehiä, jotka neuvovat maksutta työstä, oleskelusta ja rikoksista. Ei viranomainen.',
      sv: 'Jurister som ger råd gratis om arbete, vistelse och brott. Ingen myndighet.',
      en: 'Lawyers who advise free of charge on work, residence and crimes. Not an authority.',
    },
    reading: office,
  },
  vaahtera: {
    line: {
      fi: 'Turvallinen paikka asua. Osoitetta ei kerrota kenellekään. Avoinna aina.',
      sv: 'En trygg plats att bo på. Adressen berättas inte för någon. Alltid öppet.',
      en: 'A safe place to stay. The address is told to nobody. Always open.',
    },
    reading: { days: [1, 2, 3, 4, 5, 6, 7], fromHour: 0, toHour: 24 },
  },
  haapa: {
    line: {
      fi: 'Kriisityöntekijöitä, joiden kanssa voi puhua vaikeista asioista. Ei viranomainen.',
      sv: 'Krisarbetare som man kan tala med om svåra saker. Ingen myndighet.',
      en: 'Crisis workers with whom one can talk about hard things. Not an authority.',
    },
    reading: { days: [1, 2, 3, 4, 5, 6], fromHour: 9, toHour: 20 },
  },
}
