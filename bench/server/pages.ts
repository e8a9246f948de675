// Public pages beside nginx that serves the same bytes from a file, by wrk with eight connections.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { median, newCaller } from './load.ts'
import { startBench } from './network.ts'
import type { Row } from './run.ts'

const PAGES = ['/fi/guide', '/fi/services', '/en/statistics']
const PORT = 4179
const ROUNDS = 3
const SECONDS = 3

const has = (program: string, flag: string) => spawnSync(program, [flag]).error === undefined

export async function comparePages(): Promise<Row[]> {
  if (!has('wrk', '-v')) return [row('pages', '', 'no wrk', null)]
  const bench = await startBench(null)
  const url = bench.publicUrl.replace('localhost', '127.0.0.1')
  const folder = mkdtempSync(join(tmpdir(), 'apila-bench-nginx-'))
  chmodSync(folder, 0o755)
  const call = newCaller(url)
  for (const path of PAGES) {
    const { body } = await call('GET', path, undefined, { 'accept-encoding': 'gzip' })
    const file = join(folder, 'pages', `${path}.html`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, gunzipSync(body))
    writeFileSync(`${file}.gz`, body)
  }
  call.end()
  const stopNginx = await startNginx(folder)
  try {
    const rows: Row[] = []
    for (const path of PAGES) {
      const ours: number[] = []
      const theirs: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        ours.push(requestsPerSecond(url + path))
        if (stopNginx) theirs.push(requestsPerSecond(`http://127.0.0.1:${String(PORT)}${path}.html`))
      }
      const ratio = stopNginx ? median(ours.map((value, at) => value / (theirs[at] ?? 1))) : null
      rows.push(
        row(
          `${path}, gzip, a second`,
          median(ours).toFixed(0),
          stopNginx ? median(theirs).toFixed(0) : 'no nginx',
          ratio,
        ),
      )
    }
    return rows
  } finally {
    stopNginx?.()
    await bench.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const row = (what: string, ours: string, theirs: string, ratio: number | null): Row => ({
  what,
  ours,
  theirs,
  ratio,
  floor: 0.4,
  goal: null,
})

function requestsPerSecond(url: string): number {
  const { stdout } = spawnSync('wrk', ['-t2', '-c8', `-d${String(SECONDS)}s`, '-H', 'Accept-Encoding: gzip', url], {
    encoding: 'utf8',
  })
  if (/Non-2xx/.test(stdout)) throw new Error(`${url} answers no page`)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0)
}

async function startNginx(folder: string): Promise<(() => void) | null> {
  if (!has('nginx', '-v')) return null
  const settings = `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types; access_log off; sendfile on; keepalive_requests 1000000;
  client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c; uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
  server { listen 127.0.0.1:${String(PORT)}; root ${folder}/pages; gzip_static on; etag on; }
}`
  writeFileSync(join(folder, 'nginx.conf'), settings)
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { stdio: 'ignore' })
  await wait(500)
  return () => {
    child.kill('SIGQUIT')
  }
}
