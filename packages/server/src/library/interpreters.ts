// The interpreter page's advice as checked data, with the words of its link to the services.
import type * as z from 'zod'
import { Text } from '@apila/core/content/text.ts'
import { AdvicePage } from './advice-page.ts'

export const InterpreterAdvice = AdvicePage.extend({ services: Text })
export type InterpreterAdvice = z.infer<typeof InterpreterAdvice>
