// Script of every neutral page; they work without it. Each next page takes the place of the last one in the browser's history, so
// that after leaving Back leads to where she was before. No storage: a page that the browser kept in memory asks the server again.
import { makeLeaving } from '../browser/leave.ts'

makeLeaving()

addEventListener('click', (event) => {
  const to = event.target instanceof Element ? event.target.closest('a') : null
  if (to === null || event.defaultPrevented || event.button !== 0) return
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || to.origin !== location.origin) return
  event.preventDefault()
  location.replace(to.href)
})

addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return
  document.documentElement.hidden = true
  location.reload()
})
