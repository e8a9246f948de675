import { launchBrowser, newPage } from './machinery/browser.ts'
import { startApila } from './machinery/server.ts'
const apila = await startApila(); const browser = await launchBrowser()
const named = (n) => `[data-test="${n}"]`
const tap = async (p, n) => { await p.waitForSelector(named(n), {timeout: 30000}); await p.$eval(named(n), (e) => e.click()) }
const shot = async (p, n) => { for (const [w, s] of [[360,'light'],[1280,'light'],[360,'dark'],[1280,'dark']]) { await p.setViewport({width:w,height:w<600?740:900,deviceScaleFactor:1}); await p.emulateMediaFeatures([{name:'prefers-color-scheme',value:s},{name:'prefers-reduced-motion',value:'reduce'}]); await p.screenshot({path:`/tmp/desk8/${n}-${w}-${s}.png`, fullPage: w<600}) } }
try {
  const page = await newPage(browser, { width: 1280 })
  page.on('pageerror', (e) => console.log('ERR', String(e)))
  page.on('console', (m) => m.type()==='error' && console.log('CON', m.text()))
  await page.goto(`${apila.url}/desk/`)
  const dev = process.argv[2] ?? 'koivu-worker-1'
  await tap(page, `sign-in-${dev}`)
  await page.waitForSelector(named('looked-at'), {timeout: 40000}).catch(async (e) => console.log(await page.$eval('body', b => b.innerText.slice(0,1500))))
  await new Promise(r => setTimeout(r, 2500))
  console.log(await page.title(), await page.$eval('body', b => b.innerText.slice(0,1800)))
  await shot(page, 'today')
  if (process.argv[3] === 'more') {
    await page.setViewport({width:360,height:740}); await tap(page,'more'); await new Promise(r => setTimeout(r, 1500)); await page.screenshot({path:'/tmp/desk8/more.png'}); await tap(page,'more-panel-close')
    await tap(page,'help'); await new Promise(r => setTimeout(r, 2500)); await page.screenshot({path:'/tmp/desk8/help.png'}); await tap(page,'help-panel-close')
    await tap(page,'menu-observe'); await page.waitForSelector(named('chip-FIR.Y')); await tap(page,'chip-FIR.Y'); await new Promise(r=>setTimeout(r,1500)); await shot(page,'observe')
    await tap(page,'menu-lock'); await new Promise(r=>setTimeout(r,1500)); await shot(page,'locked')
  }
} finally { await browser.close(); await apila.close() }
