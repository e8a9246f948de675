// The interpreter page's advice as checked data.
import { AdvicePage } from '../record/advice-page.ts'
import advice from '../../../../content/interpreters/advice.json' with { type: 'json' }

export const interpreterAdvice = AdvicePage.parse(advice)
