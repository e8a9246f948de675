// Names of places: the municipalities, parts of the large towns, neighbouring towns, and countries with their people.
// Beyond the municipalities the list is ours and need not be whole, since it is only asked about.
import {
  FORMER_MUNICIPALITIES,
  MUNICIPALITIES,
  MUNICIPALITIES_IN_CAPITALS,
  REGIONS,
  SWEDISH_MUNICIPALITIES,
} from './municipalities.ts'

const words = (text: string): string[] => text.split(' ')

/** Mean nothing else, also in lower case. */
export const CLEAR_PLACES: readonly string[] = [
  ...MUNICIPALITIES,
  ...SWEDISH_MUNICIPALITIES,
  ...FORMER_MUNICIPALITIES,
  ...REGIONS,
  ...words(
    'kontula itäkeskus vuosaari mellunmäki tikkurila myyrmäki leppävaara matinkylä tapiola kamppi töölö pasila vallila herttoniemi munkkiniemi lauttasaari hervanta varissuo halinen runosmäki pansio ' +
      'tukholma stockholm göteborg malmö haaparanta haparanda umeå uppsala tallinn tartto tartu narva pietari petersburg viipuri vyborg moskova moscow moskva riika riga vilna vilnius kiova kyiv kiev harkova kharkiv odessa lviv varsova warsaw bukarest bucharest budapest praha berliini hampuri lontoo london pariisi rooma ateena istanbul damaskos damascus bagdad baghdad erbil teheran tehran kabul herat mogadishu hargeisa addis asmara nairobi lagos benin-city edo kathmandu pokhara dhaka delhi punjab colombo bangkok udon isaan pattaya hanoi saigon manila peking beijing shanghai',
  ),
]

/** Also everyday words; a capital letter decides. */
export const CAPITAL_PLACES: readonly string[] = [
  ...MUNICIPALITIES_IN_CAPITALS,
  ...words('kallio malmi kaleva oslo bern lappi savo virroi'),
]

/** Beginnings of the names of countries and of their people and languages, in three languages. */
export const ORIGINS =
  'afga+n|albani|algeri|arme+ni|azerbai|banglades|bengal|belarus|valko-?ven|vitrys|bolivi|bosni|brasil|brazil|bulgari|burma|kambod[zž]|cambodi|kamerun|cameroon|chile|kiina|kines|china|chinese|kolumbi|colombi|kongo|congo|kuub|cuba|egypt|eritre|viro(lai|ssa|sta|n)|eesti|estoni|estl|estn|etiopi|ethiopi|filippi|filipi|philippin|gambi|georgi|ghana|guine|honduras|intia|indie|india|indones|irak|iraq|iran|israel|jemen|yemen|jordan|kazak|keni(a|y)|kenya|kirgi|kyrgyz|kosov|kurd|kurdi|laos|latvi|liberia|libano|leban|liettu|lithuan|litau|libya|makedoni|mali(lai|ssa|sta)|marokk|morocc|meksik|mexic|moldov|mongol|myanmar|nepal|nigeri|pakistan|palesti|peru(lai|ssa|vian|ansk)|puola(lai|ssa|sta|n)|polish|poland|polen|polsk|romani|rumän|russi|venäjä|venäläi|ryssland|rysk|ruanda|rwanda|saudi|senegal|serbi|singaleesi|somali|sri ?lank|sudan|syyri|syri|tadzhik|tad[zž]ik|tajik|tansani|tanzani|thai(?!l?-hier)|tiibet|tsekki|tšekki|tsetseeni|tšetšeeni|chechen|tunisi|turkki|turkk?i?l|turkiet|turk(ish|ey)|turkmen|ugand|ukrain|unkari|hungar|ungersk|uzbek|uigu|uyghur|venezuel|vietnam|romani(väes|nai|mies)|roma(ni)? (woman|man)'
