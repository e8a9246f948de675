// How each state looks: a shape beside its word, and a colour that only helps.
import type { Shape } from '@apila/ui/Icon.tsx'
import {
  calendarIcon,
  checkIcon,
  crossIcon,
  endedIcon,
  messageIcon,
  openedIcon,
  waitingIcon,
} from '@apila/ui/icons-first.ts'
import type { Status } from './today.ts'

export const STATUS_LOOKS: Readonly<Record<Status, { shape: Shape; tone?: 'wait' | 'time' | 'ok' }>> = {
  waiting: { shape: waitingIcon },
  accepted: { shape: checkIcon, tone: 'ok' },
  declined: { shape: crossIcon },
  time: { shape: calendarIcon, tone: 'time' },
  agreed: { shape: calendarIcon, tone: 'ok' },
  'time-open': { shape: calendarIcon, tone: 'wait' },
  'not-today': { shape: waitingIcon },
  opened: { shape: openedIcon, tone: 'ok' },
  answered: { shape: messageIcon, tone: 'wait' },
  expired: { shape: endedIcon },
  ended: { shape: endedIcon },
}
