// The interpreter page's advice as checked data, with the words of its link to the services.
import { Text } from '@apila/core/content/text.ts'
import { AdvicePage } from './advice-page.ts'
import advice from '../../../../content/interpreters/advice.json' with { type: 'json' }

export const interpreterAdvice = AdvicePage.extend({ services: Text }).parse(advice)
