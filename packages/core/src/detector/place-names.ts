// Names of places: the municipalities in both languages, a few that lately became parts of others, the regions, parts of the large
// towns, neighbouring towns, and countries with their people. Beyond the municipalities the list is ours and need not be whole,
// since it is only asked about.
import { MUNICIPALITIES, MUNICIPALITIES_IN_CAPITALS } from './municipalities.ts'
import { unpackWords } from './packed-words.ts'

/** Mean nothing else, also in lower case. */
export const CLEAR_PLACES: readonly string[] = [
  ...MUNICIPALITIES,
  ...unpackWords(
    '0ackas1ddis1hvenanmaa1lahärmä3vo1njalankoski1smara1teena0bagdad3hdad2ngkok1eijing2nin-city2rliini1irkala1jörneborg1orgnäs4å1rahestad1ucharest2dapest2karest1ötom0colombo0damascus5kos1elhi1haka0edo1kenäs1limäki1nare2ontekis1rbil1sbo1telä-karjala6pohjanmaa6savo2seri1uraåminne0fredrikshamn0grankulla1ustavs1öteborg0haaparanta2linen3so2mpuri2ngö3oi2paranda2rgeisa3kova2ukipudas1elsingfors2rat3ttoniemi3vanta1imanka1onkajoki1vittis1yvinge1ögfors0idensalmi1kalis1lmola2omants1ngå1saan2tanbul1täkeskus0jakobstad2lasjärvi1ockis0kabul2inuu2jana6land2mppi2nta-häme2ris3jaa3leby4ö2skö2thmandu2ustby1ervo2ski-pohjanmaa6suomi1harkiv1ides2ev2iminki2mito6ön2ova1ontula2rsholm1ristinestad2onoby1umo2usankoski1yiv2menlaakso2rkslätt0lagos2htis2ihela2ppo4träsk2rsmo2uttasaari1embois2ppävaara2tala1ibelits2mingo1ojo2ndon3too2ppis2visa1undo2opioinen1viv0malax3mö2nila2riehamn2sko2tinkylä1ellunmäki1ogadishu2scow3kova4va1unkkiniemi1yyrmäki1änttä1örskom0nairobi2rva1ilsiä1ousis1ykarleby2land2slott3tad1ärpes1ådendal0odessa1ulunsalo0pansio2rgas3iisi3ola2sila2ttaya1eking2mar2rtunmaa2tersburg1ietari2rkanmaa1ohjanmaa4ois-karjala8pohjanmaa8savo2khara1raha1unjab1yttis1äijät-häme0raseborg2umo1eso1iga2ika1ooma1unosmäki2okolax0saigon2stmola2takunta1hanghai1ibbo1jundeå1tockholm3rkyro0tallinn2mmerfors4isaari2piola2rtto4u2vastehus6kyro1eheran3ran1ikkurila1oijala2rneå1räskända1ukholma2sby1övsala2ölö0udon1leåborg2vsby1meå1ppsala1usimaa0vallila3timo2mmala2nda2rissuo3sinais-suomi4ova2sa1ederlax2mo2til1ichtis2ipuri2llmanstrand3na4ius3ppula2ndala2rdois3mo1uosaari1yborg1örå0warsaw0ylihärmä0åbo1land0österbotten5mark1vertorneå',
  ),
]

/** Also everyday words; a capital letter decides. */
export const CAPITAL_PLACES: readonly string[] = [
  ...MUNICIPALITIES_IN_CAPITALS,
  ...'kallio malmi kaleva oslo bern lappi savo virroi'.split(' '),
]

/** Beginnings of the names of countries and of their people and languages, in three languages. */
export const ORIGINS =
  'afga+n|albani|algeri|arme+ni|azerbai|banglades|bengal|belarus|valko-?ven|vitrys|bolivi|bosni|brasil|brazil|bulgari|burma|kambod[zž]|cambodi|kamerun|cameroon|chile|kiina|kines|china|chinese|kolumbi|colombi|kongo|congo|kuub|cuba|egypt|eritre|viro(lai|ssa|sta|n)|eesti|estoni|estl|estn|etiopi|ethiopi|filippi|filipi|philippin|gambi|georgi|ghana|guine|honduras|intia|indie|india|indones|irak|iraq|iran|israel|jemen|yemen|jordan|kazak|keni(a|y)|kenya|kirgi|kyrgyz|kosov|kurd|kurdi|laos|latvi|liberia|libano|leban|liettu|lithuan|litau|libya|makedoni|mali(lai|ssa|sta)|marokk|morocc|meksik|mexic|moldov|mongol|myanmar|nepal|nigeri|pakistan|palesti|peru(lai|ssa|vian|ansk)|puola(lai|ssa|sta|n)|polish|poland|polen|polsk|romani|rumän|russi|venäjä|venäläi|ryssland|rysk|ruanda|rwanda|saudi|senegal|serbi|singaleesi|somali|sri ?lank|sudan|syyri|syri|tadzhik|tad[zž]ik|tajik|tansani|tanzani|thai(?!l?-hier)|tiibet|tsekki|tšekki|tsetseeni|tšetšeeni|chechen|tunisi|turkki|turkk?i?l|turkiet|turk(ish|ey)|turkmen|ugand|ukrain|unkari|hungar|ungersk|uzbek|uigu|uyghur|venezuel|vietnam|romani(väes|nai|mies)|roma(ni)? (woman|man)'
