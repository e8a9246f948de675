// Shapes of public pages and of later screens of the app. Drawn for this product on a grid of 24, stroke 1.8, round ends.
// A shape stands beside its word, never alone.
import type { Shape } from './Icon.tsx'

export const eyeIcon: Shape =
  'M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12zM9.3 12a2.7 2.7 0 1 0 5.4 0 2.7 2.7 0 1 0-5.4 0'
export const peopleIcon: Shape =
  'M5.5 8a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0M3 20c.3-4 2.5-6 6-6s5.7 2 6 6M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.3c2.2.8 3.3 2.7 3.5 5.7'
export const personIcon: Shape = 'M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0M4.5 20.5c.5-4.5 3-6.5 7.5-6.5s7 2 7.5 6.5'
export const houseIcon: Shape = 'M4 11 12 4l8 7v9h-5.5v-5.5h-5V20H4z'
export const scalesIcon: Shape =
  'M12 4v16M7 20h10M5 7h14M5 7l-2.5 6.5c.9 1.3 4.1 1.3 5 0zM19 7l-2.5 6.5c.9 1.3 4.1 1.3 5 0z'
export const bookIcon: Shape =
  'M12 6.5C10 4.8 7.5 4.3 4 4.5V18c3.5-.2 6 .3 8 2 2-1.7 4.5-2.2 8-2V4.5c-3.5-.2-6 .3-8 2zM12 6.5V20'
export const searchIcon: Shape = 'M4.5 10.5a6 6 0 1 0 12 0 6 6 0 1 0-12 0M15 15l5.5 5.5'
export const filterIcon: Shape = 'M4 7h16M7 12h10M10 17h4'
export const downloadIcon: Shape = 'M12 4v11M7 10.5l5 5 5-5M5 20h14'
export const printIcon: Shape = 'M7 9V4h10v5M7 16H4V9h16v7h-3M7 13.5h10V20H7z'
export const conversationIcon: Shape = 'M3 4h11v8H8l-3 2.5V12H3zM17 9.5h4v8h-2V20l-3-2.5h-5V15'
export const shieldIcon: Shape = 'M12 3.5 5 6v5.5c0 4.5 2.7 7.5 7 9 4.3-1.5 7-4.5 7-9V6z'
export const heartIcon: Shape =
  'M12 20C6 15.5 3.5 12.5 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 3.5-2.5 6.5-8.5 11z'
export const newsIcon: Shape = 'M4 5h13v15H6a2 2 0 0 1-2-2zM17 9h3v9a2 2 0 0 1-3 1.7M7.5 9h6M7.5 12.5h6M7.5 16h4'
export const handIcon: Shape =
  'M8 12V6.5a1.5 1.5 0 0 1 3 0V11M11 10V4.8a1.5 1.5 0 0 1 3 0V11M14 10.5V6.3a1.5 1.5 0 0 1 3 0V14c0 4-2 6.5-5.5 6.5S6.5 18 5 15l-1.2-2.6c-.5-1.5 1.3-2.4 2.2-1.2L8 14'
export const sunIcon: Shape =
  'M8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4'
export const pinIcon: Shape =
  'M12 21c-4.5-5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6-6.5 11zM9.7 10a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 1 0-4.6 0'
export const keyIcon: Shape = 'M4 15a4 4 0 1 0 8 0 4 4 0 1 0-8 0M11 12 8-8M16 7l2.5 2.5'
