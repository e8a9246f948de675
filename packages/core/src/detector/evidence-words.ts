// Words of an injury or another finding of the body or the mind. A sentence that holds one is never offered to be replaced or left out:
// findings are recorded as they are (Client Data Act 703/2023, section 17), and they may be her evidence.
import type { Language } from '../content/language.ts'

export const EVIDENCE_WORDS: Readonly<Record<Language, string>> = {
  fi: 'mustelm|sinelm|haav[ao]|murtum|ruhje|ruhjo|turvo|palovam|polttojäl|polttomerk|puremajäl|köysijäl|arp(i|ea|ia)|tatuoi|merkkijäl|vamma|vammo|verenvuo|vuoto|vuota|kipu|kivu|särky|raskaana|raskaus|sukupuolitau|klamydi|hiv|infektio|tulehdu|abort|keskeyty|vapis|itku|itki|ahdist|masent|paniik|itsetuho|unetto|alipaino|aliravi|laihtu|nestehuk|diagnoo|löydö|rtg|röntgen|status|lääkity|säpsäh|raiska|kuris',
  sv: 'blåmärk|hematom|sår(?!bar)|fraktur|svull|brännskad|brännmärk|bitmärk|ärr|tatuer|skad(a|an|or|orna|ad|ade)(?!\\p{L})|bl(öd|ött)|smärt|ont i|värk|gravid|könssjuk|klamydia|hiv|infektion|inflamm|abort|darra|gråt|grät|skaka|ångest|panik|deprim|självmord|sömnlös|undervikt|undernär|uttork|diagnos|fynd|röntgen|våldtag|stryp',
  en: 'bruis|h(a)?ematoma|wound|fractur|swollen|swelling|burn(s|ed|t)?(?!\\p{L})|brand(ed|ing| mark| on)(?!\\p{L})|bite marks?|ligature|scar(s|red|ring)?(?!\\p{L})|tattoo|injur|bleed|bled|pain|tender|lacerat|abrasion|pregnan|sti(?!\\p{L})|std(?!\\p{L})|chlamydia|hiv|infection|inflamm|abortion|terminat|trembl|shaking|flinch|tearful|cried|crying|anxi|panic|depress|suicid|insomnia|underweight|malnour|dehydrat|diagnos|finding|x-?ray|raped?(?!\\p{L})|strangl',
}
