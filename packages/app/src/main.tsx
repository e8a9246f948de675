// Entry of the worker's app at /desk/: a static page; everything is sealed and opened here (docs/architecture.md).
import { render } from 'preact'
import './desk.css'
import { App } from './App.tsx'

const root = document.getElementById('app')
if (root) render(<App />, root)
// Keys and seals come beside the first texts, not after them; where they do not come, signing in asks again.
import('./account/enter.ts').catch(() => undefined)
