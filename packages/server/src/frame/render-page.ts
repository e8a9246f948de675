// Turns a whole page into the text that is sent. Preact writes no doctype, and without it browsers fall back to old layout rules.
import { renderToString } from 'preact-render-to-string'
import type { VNode } from 'preact'

export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}
