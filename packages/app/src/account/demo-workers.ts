// Who a newcomer can be in the demo network: openly invented first names for the devices of the made-up organisations.
// Governed by docs/protocol.md "Demo networks": offered only under a genesis that says `demo: true`.
import demo from '../../../../content/organisations/demo-names.json' with { type: 'json' }

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

const WORKERS: Readonly<Record<string, readonly DemoWorker[]>> = {
  koivu: people('koivu', ['Aino', 'Eero', 'Kaisa', 'Oskari'], 'Siiri'),
  kataja: people('kataja', ['Helmi', 'Nils', 'Vera', 'Toivo']),
  vaahtera: people('vaahtera', ['Lumi', 'Adil', 'Ronja', 'Elias']),
  haapa: people('haapa', ['Saga', 'Matti', 'Inka', 'Juhani'], 'Amina'),
}

export const DEMO_ORGANISATIONS: readonly DemoOrganisation[] = Object.entries(demo.names).map(([id, names]) => ({
  id,
  names,
  workers: WORKERS[id] ?? [],
}))

const findWorker = (device: string) =>
  DEMO_ORGANISATIONS.flatMap((organisation) => organisation.workers.map((worker) => ({ organisation, worker }))).find(
    ({ worker }) => worker.device === device,
  )

/** The invented name of a device's worker; nothing in a network that is none of the demo. */
export const workerName = (device: string): string => findWorker(device)?.worker.name ?? ''

/** The invented organisation of a device's worker, before anybody has signed in. */
export const workerOrganisation = (device: string): DemoOrganisation | null => findWorker(device)?.organisation ?? null
