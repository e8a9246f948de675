// Who a newcomer can be in the demo network: openly invented first names for the devices of the made-up organisations.
// Governed by docs/protocol.md "Keys": offered only under a genesis that says `demo: true`.

export interface DemoWorker {
  device: string
  /** Invented; stands for nobody. */
  name: string
  task: 'keeper' | 'worker' | 'officer'
}

export interface DemoOrganisation {
  id: string
  names: { fi: string; sv: string; en: string }
  workers: readonly DemoWorker[]
}

const people = (id: string, names: readonly [string, string, string, string], officer?: string): DemoWorker[] => [
  { device: `${id}-worker-1`, name: names[0], task: 'worker' },
  { device: `${id}-worker-2`, name: names[1], task: 'worker' },
  { device: `${id}-keeper-1`, name: names[2], task: 'keeper' },
  { device: `${id}-keeper-2`, name: names[3], task: 'keeper' },
  ...(officer === undefined ? [] : [{ device: `${id}-officer`, name: officer, task: 'officer' as const }]),
]

export const DEMO_ORGANISATIONS: readonly DemoOrganisation[] = [
  {
    id: 'koivu',
    names: { fi: 'Koivu-tuki ry', sv: 'Björkstödet rf', en: 'Birch Support' },
    workers: people('koivu', ['Aino', 'Eero', 'Kaisa', 'Oskari'], 'Siiri'),
  },
  {
    id: 'kataja',
    names: { fi: 'Katajan lakineuvo ry', sv: 'Enens rättsråd rf', en: 'Juniper Legal Advice' },
    workers: people('kataja', ['Helmi', 'Nils', 'Vera', 'Toivo']),
  },
  {
    id: 'vaahtera',
    names: { fi: 'Turvatalo Vaahtera ry', sv: 'Trygghuset Lönnen rf', en: 'Maple Safe House' },
    workers: people('vaahtera', ['Lumi', 'Adil', 'Ronja', 'Elias']),
  },
  {
    id: 'haapa',
    names: { fi: 'Haavan kriisituki ry', sv: 'Aspens krisstöd rf', en: 'Aspen Crisis Support' },
    workers: people('haapa', ['Saga', 'Matti', 'Inka', 'Juhani'], 'Amina'),
  },
]
