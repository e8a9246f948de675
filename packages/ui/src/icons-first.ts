// Shapes that the worker's app needs until the list of the day stands; all others are in icons.ts, which comes later.
// Drawn for this product on a grid of 24, stroke 1.8, round ends. A shape stands beside its word, never alone.
import type { Shape } from './Icon.tsx'

export const todayIcon: Shape = 'M4 11.5 12 4l8 7.5V20h-5.5v-5h-5v5H4z'
export const listIcon: Shape = 'M8 4h8v3H8zM8 5.5H5V21h14V5.5h-3M8.5 12h7M8.5 16h5'
export const askIcon: Shape = 'M4 5h16v11h-8l-4.5 4v-4H4zM9.8 9a2.2 2.2 0 1 1 3 2c-.6.3-.8.6-.8 1.2M12 14v.01'
export const messageIcon: Shape = 'M4 5h16v11h-8l-4.5 4v-4H4zM8 9h8M8 12.3h5'
export const digitsIcon: Shape = {
  d: 'M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01',
  look: 'dots',
}
export const chartIcon: Shape = 'M4 20h16M7 20v-6M12 20V6M17 20v-9'
export const phoneIcon: Shape =
  'M6.6 3.5 9.8 4l1 4.4-2.2 1.8a12 12 0 0 0 5.2 5.2l1.8-2.2 4.4 1 .5 3.2c-.2 2-1.8 3.1-3.6 3A15.8 15.8 0 0 1 3.6 7.1c-.1-1.8 1-3.4 3-3.6z'
export const bellIcon: Shape = 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4'
export const moreIcon: Shape = { d: 'M5 12h.01M12 12h.01M19 12h.01', look: 'dots' }
export const lockIcon: Shape = 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3'
export const helpIcon: Shape =
  'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M9.7 9.6a2.4 2.4 0 1 1 3.3 2.2c-.7.3-1 .7-1 1.5M12 16.4v.01'
export const noteIcon: Shape = 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 11v5.5M12 7.7v.01'
export const globeIcon: Shape =
  'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M3.5 12h17M12 3.5c-5 5-5 12 0 17M12 3.5c5 5 5 12 0 17'
export const signOutIcon: Shape = 'M14 4H5v16h9M10 12h10M16.5 8.5 20 12l-3.5 3.5'
export const checkIcon: Shape = 'm5 12.5 4.5 4.5L19 7.5'
export const clockIcon: Shape = 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 7v5.3l3.5 2'
export const forwardIcon: Shape = 'm9 5.5 6.5 6.5L9 18.5'
export const backIcon: Shape = 'M15 5.5 8.5 12l6.5 6.5'
export const waitingIcon: Shape = 'M5 12a7 7 0 1 0 14 0 7 7 0 1 0-14 0'
export const freshIcon: Shape = { d: 'M5 12a7 7 0 1 0 14 0 7 7 0 1 0-14 0', look: 'filled' }
export const endedIcon: Shape = 'M5 12a7 7 0 1 0 14 0 7 7 0 1 0-14 0M8.5 12h7'
export const openedIcon: Shape = 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.7-1.4'
export const calendarIcon: Shape = 'M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V7M15.5 3.5V7'
export const warningIcon: Shape = 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.01'
export const crossIcon: Shape = 'm6 6 12 12M18 6 6 18'
export const plusIcon: Shape = 'M12 5v14M5 12h14'
export const penIcon: Shape = 'm4 20 1-4.5L16 4.5 19.5 8 8.5 19z'
export const undoIcon: Shape = 'M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H8'
