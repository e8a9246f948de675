// Sentences of the public statistics pages. The compiler refuses a key that a language lacks.
import type { Language } from '@apila/core/content/language.ts'

export interface StatisticsWords {
  title: string
  lead: string
  none: string
  invented: string
  year: string
  persons: string
  personsNote: string
  tablesOf: (year: string) => string
  otherYears: string
  category: string
  number: string
  howToRead: string
  readEstimate: string
  readRange: string
  readOverlap: string
  readMentions: string
  readTotals: string
  downloads: string
  jsonStat: string
  csv: string
  wholeRelease: string
  methodLink: string
  ledgerLink: string
  allTables: string
  ledgerTitle: string
  ledgerLead: string
  ledgerNone: string
  ledgerLine: string
  ledgerSpent: string
  ledgerRho: string
  ledgerCap: string
  ledgerPromise: string
  ledgerHash: string
  ledgerFile: string
}

const fi: StatisticsWords = {
  title: 'Tilastot',
  lead: 'Näin monta ihmistä verkoston järjestöt ovat tavanneet. Luvut ovat arvioita. Niistä ei voi tunnistaa ketään.',
  none: 'Tilastoja ei ole vielä julkaistu.',
  invented: 'Nämä luvut on keksitty. Yhdenkään luvun takana ei ole oikeaa ihmistä.',
  year: 'Vuosi',
  persons: 'Ihmisiä',
  personsNote:
    'Ihminen lasketaan kerran vuodessa jokaisessa järjestössä, joka on tavannut hänet. Joku voi siis olla luvussa kahdesti.',
  tablesOf: (year) => `Taulukot vuodelta ${year}`,
  otherYears: 'Sama taulukko muilta vuosilta',
  category: 'Ryhmä',
  number: 'Luku ja väli',
  howToRead: 'Näin luet lukuja',
  readEstimate: 'Jokaiseen lukuun on lisätty sattumaa, jotta kukaan ei voi päätellä, onko joku tietty ihminen mukana.',
  readRange:
    'Suluissa on väli. Todellinen luku on välin sisällä 95 kertaa sadasta. Sadasta välistä noin viisi menee siis ohi.',
  readOverlap: 'Jos kahden ryhmän välit menevät päällekkäin, ei voi sanoa, kumpi on suurempi.',
  readMentions: 'Yhdestä ihmisestä voi olla monta mainintaa. Rivit eivät siksi summaudu kaikkiin.',
  readTotals: 'Yhteisluvut ovat tarkempia kuin niiden osat yhteen laskettuina. Siksi osat eivät aina summaudu niihin.',
  downloads: 'Lataa',
  jsonStat: 'JSON-stat',
  csv: 'CSV taulukkolaskentaan',
  wholeRelease: 'Koko julkaisu allekirjoituksineen (JSON)',
  methodLink: 'Miten luvut tehdään ja mitä ne eivät suojaa',
  ledgerLink: 'Tilikirja: mitä julkaisut ovat kuluttaneet suojaa',
  allTables: 'Kaikki tilastot',
  ledgerTitle: 'Suojan tilikirja',
  ledgerLead:
    'Jokainen julkaisu kuluttaa hieman suojaa. Tilikirja näyttää, paljonko on kulunut. Kun raja tulee vastaan, mitään uutta ei voi julkaista. Rivejä ei voi muuttaa: jokainen on sidottu edelliseen.',
  ledgerNone: 'Tilikirjassa ei ole vielä rivejä.',
  ledgerLine: 'Rivi',
  ledgerSpent: 'Kulunut yhteensä',
  ledgerRho: 'Tämä julkaisu (rho)',
  ledgerCap: 'Raja',
  ledgerPromise: 'Lupaus',
  ledgerHash: 'Tiiviste',
  ledgerFile: 'Lataa tilikirja (JSON-rivit)',
}

const sv: StatisticsWords = {
  title: 'Statistik',
  lead: 'Så många människor har nätverkets organisationer mött. Talen är uppskattningar. Ingen kan kännas igen i dem.',
  none: 'Ingen statistik har publicerats ännu.',
  invented: 'De här talen är påhittade. Det finns ingen verklig människa bakom något av dem.',
  year: 'År',
  persons: 'Människor',
  personsNote:
    'En människa räknas en gång per år i varje organisation som har mött henne. Någon kan alltså finnas två gånger i talet.',
  tablesOf: (year) => `Tabeller för år ${year}`,
  otherYears: 'Samma tabell för andra år',
  category: 'Grupp',
  number: 'Tal och intervall',
  howToRead: 'Så läser du talen',
  readEstimate: 'Till varje tal har slump lagts till, så att ingen kan sluta sig till om en viss människa är med.',
  readRange:
    'Inom parentes står ett intervall. Det verkliga talet ligger i intervallet 95 gånger av hundra. Av hundra intervall missar alltså ungefär fem.',
  readOverlap: 'Om två gruppers intervall överlappar kan man inte säga vilken som är större.',
  readMentions: 'En människa kan ha flera omnämnanden. Raderna blir därför inte tillsammans alla.',
  readTotals: 'Summorna är noggrannare än sina delar hopräknade. Därför blir delarna inte alltid lika med summan.',
  downloads: 'Ladda ner',
  jsonStat: 'JSON-stat',
  csv: 'CSV för kalkylprogram',
  wholeRelease: 'Hela publiceringen med underskrifter (JSON)',
  methodLink: 'Hur talen görs och vad de inte skyddar',
  ledgerLink: 'Räkenskapen: hur mycket skydd publiceringarna har förbrukat',
  allTables: 'All statistik',
  ledgerTitle: 'Skyddets räkenskap',
  ledgerLead:
    'Varje publicering förbrukar lite skydd. Räkenskapen visar hur mycket som har gått åt. När gränsen är nådd kan inget nytt publiceras. Raderna kan inte ändras: var och en är bunden till den förra.',
  ledgerNone: 'Räkenskapen har inga rader ännu.',
  ledgerLine: 'Rad',
  ledgerSpent: 'Förbrukat sammanlagt',
  ledgerRho: 'Den här publiceringen (rho)',
  ledgerCap: 'Gräns',
  ledgerPromise: 'Löfte',
  ledgerHash: 'Kontrollsumma',
  ledgerFile: 'Ladda ner räkenskapen (JSON-rader)',
}

const en: StatisticsWords = {
  title: 'Statistics',
  lead: "This is how many people the network's organisations have met. The numbers are estimates. Nobody can be recognised in them.",
  none: 'No statistics have been published yet.',
  invented: 'These numbers are invented. No real person stands behind any of them.',
  year: 'Year',
  persons: 'People',
  personsNote:
    'A person is counted once a year by each organisation that has met her. So someone may be in the number twice.',
  tablesOf: (year) => `Tables for ${year}`,
  otherYears: 'The same table for other years',
  category: 'Group',
  number: 'Number and range',
  howToRead: 'How to read the numbers',
  readEstimate: 'Chance was added to each number, so that nobody can tell whether a certain person is counted.',
  readRange:
    'The range stands in brackets. The true number lies in the range 95 times out of a hundred. So about five ranges in a hundred miss.',
  readOverlap: 'If the ranges of two groups overlap, nobody can say which is larger.',
  readMentions: 'One person can have several mentions. So the rows do not add up to all.',
  readTotals: 'Totals are more exact than their parts added up. So the parts do not always add up to them.',
  downloads: 'Download',
  jsonStat: 'JSON-stat',
  csv: 'CSV for a spreadsheet',
  wholeRelease: 'The whole release with its signatures (JSON)',
  methodLink: 'How the numbers are made, and what they do not protect',
  ledgerLink: 'The ledger: how much protection the releases have used',
  allTables: 'All statistics',
  ledgerTitle: 'The ledger of protection',
  ledgerLead:
    'Each release uses up a little protection. The ledger shows how much is gone. When the cap is reached, nothing more can be published. Lines cannot be changed: each is bound to the one before.',
  ledgerNone: 'The ledger has no lines yet.',
  ledgerLine: 'Line',
  ledgerSpent: 'Spent in all',
  ledgerRho: 'This release (rho)',
  ledgerCap: 'Cap',
  ledgerPromise: 'Promise',
  ledgerHash: 'Hash',
  ledgerFile: 'Download the ledger (JSON lines)',
}

const WORDS: Record<Language, StatisticsWords> = { fi, sv, en }

export function getStatisticsWords(lang: Language): StatisticsWords {
  return WORDS[lang]
}
