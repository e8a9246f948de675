// The one stretcher of this page.
import { type Stretcher, makeStretcher } from './stretch.ts'

let made: Stretcher | null = null
export const stretcher = (): Stretcher => (made ??= makeStretcher('/desk/argon2id.js'))
