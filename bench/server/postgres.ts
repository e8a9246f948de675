// PostgreSQL beside it: the same rows in the same three transactions, by pgbench. Without PostgreSQL on the machine there is no comparison.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, chmodSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const FOLDERS = [
  '/usr/lib/postgresql/17/bin',
  '/usr/lib/postgresql/16/bin',
  '/usr/lib/postgresql/15/bin',
  '/usr/local/bin',
  '/usr/bin',
]
const PORT = 4178

export type Postgres = { deposits: (callers: number, seconds: number) => number; stop: () => void }

const TABLES = `
CREATE TABLE parcels (network_id text, tag text, end_tag text, deposit_tag text, mark text, body bytea, key bytea, receipt bytea, k1 bytea, k2 bytea,
  key_version int, until_day text, sealed int, PRIMARY KEY (network_id, tag));
CREATE INDEX parcels_end ON parcels (network_id, end_tag);
CREATE TABLE leashes (network_id text, tag text, sealed bytea, until_day text, PRIMARY KEY (network_id, tag));
CREATE TABLE hints (network_id text, n bigserial, tag text, blob bytea, PRIMARY KEY (network_id, n));
CREATE TABLE notes (network_id text, list_tag text, item text, version int, blob bytea, until_day text, PRIMARY KEY (network_id, list_tag, item));
CREATE TABLE endings (network_id text, n bigserial, tag text, day text, PRIMARY KEY (network_id, n));
${[
  'parcels.body',
  'parcels.key',
  'parcels.receipt',
  'parcels.k1',
  'parcels.k2',
  'leashes.sealed',
  'hints.blob',
  'notes.blob',
]
  .map(
    (name) => `ALTER TABLE ${name.split('.')[0] ?? ''} ALTER COLUMN ${name.split('.')[1] ?? ''} SET STORAGE EXTERNAL;`,
  )
  .join('\n')}
`

const bytes = (length: number) => `'\\x${randomBytes(length).toString('hex')}'`

// As many bytes as the deposits of network.ts hold, sent over the wire like those.
const DEPOSIT = `
\\set a random(1, 9000000000000000)
\\set b random(1, 9000000000000000)
BEGIN;
INSERT INTO parcels VALUES ('n', 'k' || :a || '-' || :b, 'e' || :a, 'd' || :a, 'm' || :b, ${bytes(8_192)}, ${bytes(3000)}, NULL, NULL, NULL, 0, '2026-12-14', 0);
INSERT INTO parcels VALUES ('n', 's' || :a || '-' || :b, 'e' || :a, 'd' || :b, NULL, ${bytes(36_000)}, ${bytes(3000)}, ${bytes(4000)}, ${bytes(3000)}, ${bytes(3000)}, 0, '2026-12-14', 0);
COMMIT;
BEGIN;
INSERT INTO leashes VALUES ('n', 'k' || :a || '-' || :b, ${bytes(102)}, '2026-12-14'), ('n', 's' || :a || '-' || :b, ${bytes(102)}, '2026-12-14');
COMMIT;
BEGIN;
UPDATE parcels SET sealed = 1 WHERE network_id = 'n' AND tag IN ('k' || :a || '-' || :b, 's' || :a || '-' || :b);
INSERT INTO hints (network_id, tag, blob) VALUES ('n', 'k' || :a || '-' || :b, ${bytes(1900)});
INSERT INTO notes VALUES ('n', 'l' || :a, 'i' || :b, 1, ${bytes(8_192)}, '2026-12-30');
COMMIT;
`

/** \`null\` where PostgreSQL is not installed. \`preload\`: a library that slows the disk. */
export function startPostgres(preload: string | null): Postgres | null {
  const bin = FOLDERS.find((folder) => existsSync(join(folder, 'pgbench')) && existsSync(join(folder, 'initdb')))
  if (bin === undefined) return null
  const folder = mkdtempSync(join(tmpdir(), 'apila-bench-pg-'))
  const data = join(folder, 'data')
  const script = join(folder, 'deposit.sql')
  writeFileSync(script, DEPOSIT)
  chmodSync(folder, 0o777)
  const isRoot = process.getuid?.() === 0
  const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', ...(preload !== null && { LD_PRELOAD: preload }) }
  const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = environment, input = ''): string => {
    const command = [join(bin, program), ...args]
    // PostgreSQL refuses to run as root.
    const [file = '', ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command
    const { status, stdout, stderr } = spawnSync(file, rest, { env, input, encoding: 'utf8', cwd: folder })
    if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
    return stdout
  }
  const plain = { PATH: environment.PATH, LC_ALL: 'C' }
  const to = ['-h', folder, '-p', String(PORT), '-U', 'bench']
  run('initdb', ['-D', data, '-U', 'bench', '-A', 'trust', '--no-sync'], plain)
  const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c port=${String(PORT)} -c shared_buffers=256MB -c max_wal_size=2GB`
  run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start'])
  run('psql', [...to, '-q', 'postgres'], plain, TABLES)
  const bench = (file: string, callers: number, seconds: number): number => {
    const threads = String(Math.min(2, callers))
    const said = run(
      'pgbench',
      [...to, '-n', '-f', file, '-c', String(callers), '-j', threads, '-T', String(seconds), 'postgres'],
      plain,
    )
    return Number(/tps = ([\d.]+)/.exec(said)?.[1] ?? 0)
  }
  return {
    deposits: (callers, seconds) => bench(script, callers, seconds),
    stop: () => {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'], plain)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
