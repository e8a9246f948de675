// Script of the guide's part that saves it on this device; guide-page.ts loads it for those who use that part.
import { offerSaving } from './save-guide.ts'

const section = document.querySelector<HTMLElement>('#saving')
if (section !== null) offerSaving(section)
