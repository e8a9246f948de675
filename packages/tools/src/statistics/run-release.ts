// `apila-tools release run --rows`: rows in, a protected release out, its cost in the ledger. Governed by docs/statistics.md.
import type { Dataset } from '@apila/disclosure/json-stat.ts'
import type { Component } from '@apila/disclosure/residuals.ts'
import type { Domain } from '@apila/disclosure/domain.ts'
import type { ReleaseOptions } from './release-options.ts'
import { CodebookFile } from '@apila/core/statistics/codebook-file.ts'
import { rhoFor } from '@apila/disclosure/accounting.ts'
import { allocate, costOf, sensitivityOf } from '@apila/disclosure/allocation.ts'
import { membershipAttack } from '@apila/disclosure/attack.ts'
import { countRows } from '@apila/disclosure/counting.ts'
import { tableSets } from '@apila/disclosure/domain.ts'
import { collection, dataset } from '@apila/disclosure/json-stat.ts'
import { nextLine, outputHash, planHash } from '@apila/disclosure/ledger.ts'
import { indexComponents, measure } from '@apila/disclosure/residuals.ts'
import { publishedTotal, tableForPeople } from '@apila/disclosure/tables.ts'
import { randomFillSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Failure, fileFailure } from '../failure.ts'
import { ledgerSentence, readLedger, sha256, syncFolder, withLock, writeDurably, writeLedger } from './ledger-file.ts'
import { progressTo } from './progress.ts'
import { reportHtml } from './report.ts'
import { domainOf, readRows } from './rows.ts'

/**
 * Cap of a ledger that is begun without one. Unit: zCDP rho. About epsilon 12 at delta 1e-6, the most that a comparable
 * publication is known to have spent on one person (docs/statistics.md "Sources").
 */
const DEFAULT_CAP = 2

export async function runRelease(options: ReleaseOptions): Promise<string> {
  const codebook = readCodebook(options.codebook)
  const domain = domainOf(codebook, options.maxWay)
  refuseFullFolder(options.out)
  return withLock(options.ledger, async () => {
    const lines = await readLedger(options.ledger)
    const cap = options.cap ?? lines.at(-1)?.cap ?? DEFAULT_CAP
    const allocation = allocate(domain, rhoFor(options.epsilon, options.delta), options.weights)
    const entry = {
      cohort: options.cohort,
      release: basename(resolve(options.out)),
      invented: false,
      codebook: domain.codebook,
      unit: 'row' as const,
      epsilon: options.epsilon,
      delta: options.delta,
      contributions: 1,
      rho: allocation.rho,
      plan: await planHash(domain, allocation, sha256),
      output: '',
    }
    // Asked before the rows are read, so that a refused run never touches them.
    const allowed = await nextLine(lines, entry, cap, sha256)
    if (!allowed.ok) throw new Failure(`Refused: ${ledgerSentence(allowed.problem)}. Nothing was released.`)

    const progress = progressTo(process.stderr)
    const columns = readRows(codebook, readText(options.rows), progress.step('reading rows, at line'))
    const counts = countRows(domain, columns, progress.share('counting'))
    progress.say('drawing noise')
    const components = measure(domain, counts, allocation, randomBytes)
    progress.say('trying an attack on made-up rows')
    const attack = membershipAttack(domain, components, allocation, randomBytes)
    if (!attack.withinBound)
      throw new Failure('Refused: an attack on made-up rows did better than the promise allows. Nothing was released.')
    const next = await nextLine(lines, { ...entry, output: await outputHash(components, sha256) }, cap, sha256)
    if (!next.ok) throw new Failure(`Refused: ${ledgerSentence(next.problem)}. Nothing was released.`)

    progress.say('writing tables')
    const index = indexComponents(domain, components)
    const datasets = datasetsOf(domain, components)
    const total = publishedTotal(domain, index)
    const persons = { value: total.values[0] ?? 0, low: total.low[0] ?? 0, high: total.high[0] ?? 0 }
    const { epsilon, delta } = options
    const { rho } = allocation
    const report = reportHtml({ codebook, datasets, persons, epsilon, delta, rho, spent: next.line.spent, cap, attack })
    const audit = {
      unit: 'row',
      epsilon,
      delta,
      rho,
      budget: budgetOf(components, rho),
      attacks: [attack],
      note: AUDIT_NOTE,
    }
    publish(
      options.out,
      () => {
        writeLedger(options.ledger, [...lines, next.line])
      },
      {
        'tables.json': JSON.stringify({
          ...collection(`Codebook ${domain.codebook}`, datasets),
          note: [TABLES_NOTE],
        }),
        'residuals.json': JSON.stringify({ rho, delta, epsilon, components }),
        'audit.json': `${JSON.stringify(audit, null, 2)}\n`,
        'report.html': report,
      },
    )
    return `Released to ${options.out}. Tables: ${String(datasets.length)}; rho ${rho.toPrecision(4)}, ${next.line.spent.toPrecision(4)} of ${String(cap)} spent.`
  })
}

const TABLES_NOTE =
  'Totals are more exact than their parts added up. So the parts do not always add up to them, and a part may be larger than its whole.'
const AUDIT_NOTE =
  'The attack ran on made-up rows drawn from the published margins with fresh noise of the same size, so this file tells nothing more about the real rows.'

function budgetOf(components: readonly Component[], rho: number): object {
  const sum = components.reduce((total, { sizes, sigma }) => total + sensitivityOf(sizes) / sigma ** 2, 0)
  return {
    sumOfSensitivityOverVariance: sum,
    twiceRho: 2 * rho,
    difference: sum - 2 * rho,
    agrees: Math.abs(costOf(components) - rho) < 1e-9,
  }
}

function datasetsOf(domain: Domain, components: readonly Component[]): Dataset[] {
  const index = indexComponents(domain, components)
  return tableSets(domain).map((set) => {
    const dimensions = set.map((position) => {
      const { code, values } = domain.attributes[position] ?? { code: '', values: [] }
      return { code, label: code, categories: values.map((value) => ({ code: value, label: value })) }
    })
    return dataset(dimensions.map(({ code }) => code).join(' x '), dimensions, tableForPeople(domain, index, set))
  })
}

function randomBytes(n: number): Uint8Array {
  return randomFillSync(new Uint8Array(n))
}

function readText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path))
  } catch (error) {
    if (error instanceof TypeError) throw new Failure(`${path} is not written in UTF-8.`)
    throw fileFailure(path, error)
  }
}

function readCodebook(path: string): CodebookFile {
  const parsed = CodebookFile.safeParse(parseJson(path))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`
  throw new Failure(`${path} is not a codebook${where}: ${issue?.message ?? 'it has another shape'}.`)
}

function parseJson(path: string): unknown {
  const text = readText(path).replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure(`${path} is not JSON.`)
  }
}

function refuseFullFolder(out: string): void {
  try {
    if (existsSync(out) && readdirSync(out).length > 0) {
      throw new Failure(`${out} is not empty. A release is written once; choose another folder.`)
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw fileFailure(out, error)
  }
}

/**
 * Writes all files into a folder beside the wanted one and gives it its name at the end, so that it is there whole or not at all.
 * The ledger is charged just before: a run that is cut between the two has been paid for and shown nothing.
 */
function publish(out: string, charge: () => void, files: Record<string, string>): void {
  const target = resolve(out)
  const parent = dirname(target)
  let partial: string | undefined
  try {
    mkdirSync(parent, { recursive: true })
    partial = join(parent, `.${basename(target)}.${String(process.pid)}`)
    mkdirSync(partial)
    for (const [name, text] of Object.entries(files)) writeDurably(join(partial, name), text)
    charge()
    if (existsSync(target)) rmdirSync(target)
    renameSync(partial, target)
    syncFolder(parent)
  } catch (error) {
    if (partial !== undefined) rmSync(partial, { recursive: true, force: true })
    throw error instanceof Failure ? error : fileFailure(out, error)
  }
}
