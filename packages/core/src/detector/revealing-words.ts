// Words by which a note tells an exploiter what was noticed, or that she asked for help (D-200). By topic and language;
// the topics follow the signs of content/guide/signs.json. Whole sentences are marked, so that a beginning of a word is enough.
import type { Language } from '../content/language.ts'
import { COMPANION_WORDS } from './companion-words.ts'
import type { Topic } from './finding.ts'

type Words = Readonly<Record<Language, string>>

/** Sentences that reveal a sign. */
export const SIGN_WORDS: Readonly<Record<Exclude<Topic, 'help'>, Words>> = {
  crime: {
    fi: 'ihmiskaup|hyväksikäyt|hyväksi käyt|riisto|riiste|pakkotyö|pakkoavioli|orjuu|parittaj|paritu|uhri|indikaattor|epäil(?:en|tiin|emme|lään|y|yt|ys).{0,40}(?:ihmis|hyväk|riis|pako|rikos)|kiskon',
    sv: 'människohand|utnyttja|exploater|tvångsarbet|tvångsgif|tvångsäkt|slaver|koppleri|hallick|offer(?!t)|brottsoffer|indikator|ocker',
    en: 'traffick|exploit|forced labou?r|forced marriage|slave|pimp|victim|indicator|suspect(?:ed|s|ing)? (?:abuse|coerc|control)|modern slav|grooming',
  },
  violence: {
    fi: 'pahoinpi|väkival|lyö(?:nyt|ty|mi|ö|dään|vät)|löi|hakan|hakat|potki|kuris|mustelm|palovamm|polttojäl|vanhoja murtum|puremajäl|raiska|raiskau|kidut|sidottu|köysijäl|arpia|tatuoi|merkkijäl',
    sv: 'misshand|våld|slagit|slår henne|slog|sparka|stryp|blåmärk|brännskad|brännmärk|gamla fraktur|bitmärk|tortyr|bunden|ärr|tatuer',
    en: 'beaten|beats|assault|violen|hit her|hits her|kicked|strangl|chok(?:ed|ing) (?:her|him|by)|bruis|cigarette burn|burn marks|old fractures|bite marks?|rape|tortur|tied up|ligature|scars?(?!\\p{L})|tattoo|brand(?:ed|ing)',
  },
  control: {
    fi: '(?:ett)?ei saa (?:itse )?(?:liikkua|poistua|lähteä|mennä|tavata|käydä|soittaa|puhua|pitää)|ei saanut (?:liikkua|poistua|lähteä|mennä|soittaa)|lukit|lukkojen takana|valvo(?:taan|vat|ttu)|valvoo (?:häntä|hänen|potila|asiak|puhel|liikk)|ei tiedä (?:omaa )?osoitet|vartio|kontrolloi|eristet|ei pääse (?:ulos|pois|lähtemään)|puhelin (?:on )?(?:otettu|viety|takavarik)|puhelimen (?:on )?(?:ottanut|vienyt)|(?:häntä|potilasta|asiakasta|liikkeitä) seurataan|ei omaa puhelinta|määräilee|pakot|pakolla|kuljetetaan|liikkuu vain',
    sv: 'får inte (?:gå|lämna|röra|träffa|ringa|prata|ha)|inte får (?:gå|lämna|röra|träffa|ringa|prata|ha)|fick inte (?:gå|lämna|ringa)|inlåst|låst in|övervak|vakta|kontrollera(?:s|r|d)? (?:av|henne|hen|hela)|isolerad|tvinga|tvång|telefonen (?:har )?(?:tagits|beslagtag)|tog (?:hennes|hens) telefon|hålls fången|får aldrig|vet inte (?:sin|var hon bor|var hen bor)',
    en: "(?:not|n['o]t) allowed to|locked (?:in|up)|watched|guarded|controls? (?:her|him|the patient)|controlled by|controlling|isolated|confin|held captive|phone (?:was )?(?:taken|confiscated)|took her phone|forced|coerc|made to (?:work|do|sleep|have)|never alone|cannot leave|can't leave|not free to|may not (?:go|leave|talk|phone|call|meet)|(?:does(?:n't| not)) know (?:her|his|their|the) (?:own )?address",
  },
  pay: {
    fi: 'palkka(?:a|nsa)? (?:ei|on ottanut|viedään|menee|jää)|tekee (?:töitä )?(?:7|seitsemän) (?:pv|päiv)|\\b1[2-9] (?:h|tuntia)(?:\\/| )(?:pv|vrk|päiv)|ei (?:ole )?(?:saa|saanut|maksettu|maksa)(?: hänelle)? palk|ilman palkkaa|palkatta|palkaton|tekee töitä (?:1[0-9]|yötä)|(?:1[0-9]|kaksitoista|neljätoista) tuntia päiv|ei vapaapäiv|asuu työpaik|nukku\\p{L}* (?:\\p{L}+ )?(?:työpaik|ravintola|varasto|liikkee|keittiö|takahuone|salon|hieromo|parak)|ilman taukoja',
    sv: 'ingen lön|inte (?:fått|får|betalt?) (?:någon )?lön|utan lön|obetald|arbetar (?:1[0-9]|dag och natt)|(?:1[0-9]|tolv|fjorton) timmar (?:om dagen|per dag|varje dag)|inga lediga dagar|bor på (?:arbetsplats|jobb|restaurang)|sover (?:på|i) (?:arbetsplats|jobb|restaurang|lager|salong|kök|barack)|tar (?:hennes|hans|hens) lön|lön(?:en)? (?:går|betalas|gick) (?:direkt )?till|(?:arbetar|jobbar) (?:7|sju) (?:dgr|dagar)',
    en: 'not (?:been )?paid|no (?:pay|wages|salary)|unpaid|without pay|takes (?:her|his|their) (?:wages|salary|pay|money|earnings)|(?:1[0-9]|twelve|fourteen) hours (?:a|per) day|no days? off|(?:lives|sleeps) (?:at|in) (?:the |her |his )?(?:work|restaurant|shop|salon|warehouse|kitchen|parlou?r)|works (?:day and night|every day|around the clock)|below minimum|(?:wages?|pay|salary|earnings) (?:go(?:es)?|are paid|is paid) (?:straight |directly )?to|works (?:7|seven) days',
  },
  sex: {
    fi: 'prostituu|seksityö|seksipalvel|seksin (?:ostaj|myy)|my(?:y|ymään|ynyt|ydä) seksi|seksiä vast|seksikumppaneita|asiakkaita (?:päiv|illas|yöss)|sukupuolitau(?:ti|dit|teja).{0,30}toistu|toistuv.{0,30}(?:sukupuolitau|raskaudenkesk|keskeyty)|bordell|pornogra|alastonkuv',
    sv: 'prostitu|sexarbet|sexköp|säljer sex|sälja sex|sex mot|sextjänst|bordell|pornogra|nakenbild|upprepade (?:abort|könssjuk|sexuellt)',
    en: 'prostitut|sex work|sells? sex|selling sex|sex for|sexual services|commercial sex|clients (?:a|per) (?:day|night)|johns|brothel|porn|nude (?:photo|picture|image)|repeated (?:abortion|sti|std|terminat)|escort',
  },
  papers: {
    fi: '(?:pitä|säilyt|otta|otti|ottanut|vei|vienyt|hallus)\\p{L}*[^.]{0,20} passi|passi(?:a|n|nsa|t)? (?:on )?(?:ei ole|otettu|otti|viety|vei|pidet|takavarik|työnanta|miehel|hallussa|säilytt|toisella)|passi (?:on )?(?:jollakulla|jonkun)|ei (?:ole )?(?:omaa )?passia|paperit (?:on )?(?:otettu|viety|toisella|miehellä|työnantajalla)|asiakirjat (?:on )?(?:otettu|viety|toisella)|väärä(?:t|llä) (?:paperit|passi|henkilöl)|väärennet|paperiton|ilman oleskelulupaa|ei oleskelulupaa|laittomasti maassa|(?:pomo|mies|puoliso|työnantaja|esimies|serkku|agentti|välittäjä)\\p{L}* (?:säilytt|pitä|pidättä|otti|vei)\\p{L}*[^.]{0,15} (?:passi|paper|asiakirj|henkilökor|oleskelulup|kort)',
    sv: 'passet (?:har )?(?:tagits|är hos|finns hos|togs|hålls|behålls)|tog(?:s)? (?:ifrån )?(?:hennes|hans|hens) pass|(?:har )?inte (?:sitt|något) (?:eget )?pass|inget pass|har (?:hennes|hans|hens) pass|papper(?:en)? (?:har )?(?:tagits|togs|hos arbetsgiv)|falska (?:papper|pass|id)|papperslös|utan uppehållstillstånd|olagligt i landet|(?:behåller|förvarar|tagit|tar|tog|håller|gömmer|har) (?:hand om )?(?:(?:hennes|hans|hens|sina) )?(?:passe|pass(?!\\p{L})|papper|id-kort|dokument|handling)|inte ha sitt eget pass',
    en: 'not given (?:her|his|their) (?:own )?(?:passport|papers)|(?:passport|papers|documents|id) (?:was|were|is|are|has been|have been) (?:taken|kept|held|with|confiscated|withheld)|(?:took|keeps|holds|has|kept|hides|withholds) (?:her|his|their|the) (?:passport|papers|documents|id)(?!\\p{L})|no passport|without (?:her |his )?(?:passport|papers|permit)|false (?:papers|passport|documents|id)|fake (?:papers|passport|id)|undocumented|illegally in|no residence permit',
  },
  debt: {
    fi: 'velka(?:a|ansa|orja|van)?(?!\\p{L}*(?:neuvon))|velkaa|velan (?:takia|maksam)|velois|maksaa takaisin (?:matka|välittäj)|välityspalkkio|rekrytointimaksu|rahat (?:viedään|otetaan|menevät)|maksanut (?:työpaikasta|luvasta|matkasta)',
    sv: 'skuld(?:en|er|bunden|slav)?(?!\\p{L})|är skyldig|betala(?:r)? (?:av|tillbaka) (?:resan|skulden|agenten)|förmedlingsavgift|rekryteringsavgift|betalat för (?:jobbet|tillståndet|resan)',
    en: 'debt|owes|in debt|pay(?:ing)? (?:back|off) (?:the|her|his) (?:travel|trip|agent|loan)|recruitment fee|broker fee|agency fee|paid for the (?:job|permit|visa)',
  },
  fear: {
    fi: 'pelkä(?!\\p{L}* (?:neul|pist|verta|hammasl|leikkau|kipu|korkei|pime|tutkimu|lentä|koir|synnyt))|pelokas|pelois|peläs|kauhu(?:issa|n)|uhkai|uhkaa|uhataan|uhattu|kiristä|kiristet|vapis(?:ee|i)|säpsäh|hätäänty|kosta(?:a|vat|isi)|perheelle (?:käy|tehdään)|koskee perhe|(?:ett)?ei uskalla|itkuinen',
    sv: 'rädd(?!ning| för (?:sprut|nål|tandl|blod|höjd|mörk|smärt|operation|undersök|förlossning|hund|att flyga))|rädsla|skräck|hotar|hotad|hotat|hot mot|hotelse|hotfull|utpress|darra|skakar av|hämnas|vågar inte|hämnd|ängslig',
    en: "afraid(?! of (?:needles|heights|blood|the dark|pain|the dentist|dentists|surgery|flying|dogs|falling|giving birth|childbirth))|fear(?:s|ful|ed)?(?!\\p{L})|scared|terrif|frighten|threat|blackmail|intimidat|flinch|trembl|retaliat|harm her family|does(?:n't| not) dare|dare(?:s)? not|daren't|panick",
  },
  companion: {
    fi: `${COMPANION_WORDS.fi}|saatta(?:ja|jan|nut)|mukana (?:ollut|oleva|tullut) (?:mies|nainen|henkilö|ystävä|serkku|työnantaja|puoliso)|(?:mies|puoliso|työnantaja|serkku|ystävä|esimies|pomo|setä|täti|nainen) (?:vastaa|vastasi|puhuu|puhui|tulkkaa|tulkkasi|ei anna|ei antanut|ei jätä|ei suostu|odottaa|odotti|halusi olla|haluaa olla|vaatii|vaati)|puhuu hänen puolestaan|puhui (?:potilaan|asiakkaan|hänen) puolesta|vastaa(?:vat)? (?:hänen|kysymyksiin hänen)|harjoitel|opeteltu|ulkoa opit`,
    sv: `${COMPANION_WORDS.sv}|följeslaga|medföljand|(?:mannen|maken|arbetsgivaren|kusinen|vännen|chefen|kvinnan|farbrodern) (?:svara|talar|talade|pratar|pratade|tolka|låter inte|lät inte|vägra|väntar|väntade|vill vara|ville vara|kräv)|talar för henne|svarar (?:åt|för) (?:henne|honom|patienten|klienten)|inövad|inlärd`,
    en: `${COMPANION_WORDS.en}|companion|escorted by|accompan|(?:husband|man|boss|employer|cousin|friend|uncle|aunt|woman|partner|boyfriend) (?:answer|speaks|spoke|talks|talked|interpret|translat|refus|would not|wouldn't|won't|insist|wants to stay|wanted to stay|waited|waits|demand)|answers? for (?:her|him)|speaks? for (?:her|him)|rehearsed|scripted|does(?:n't| not) let (?:her|him)`,
  },
  authority: {
    fi: 'auttamisjärjestelm|rikosilmoitu|poliisille|poliisiin|poliisin kanssa|ilmoitettu poliisi|lastensuojeluilmoitu|esitutkin|turvakoti|turvakodi|turvakotiin|rikosuhripäivyst|nollalinja|monika|pro-tukipist|victim support|lähestymiskiel|turvakiel|riku(?:un|sta|n)?(?!\\p{L})|joutsenon|uhrituki',
    sv: 'hjälpsystemet|polisanmäl|till polisen|med polisen|anmält till|anmälan till polis|barnskyddsanmäl|förundersök|skyddshem|skyddat boende|brottsofferjour|nollinjen|kvinnojour|besöksförbud|kontaktförbud|spärrmark',
    en: "assistance system|police|crime report|child (?:protection|welfare) (?:report|notif)|shelter|safe ?house|victim support|crisis line|(?<!medical )helpline|restraining order|women's aid|refuge(?!e)",
  },
}

/** Sentences in which she asks for help or wants to get away. */
export const PLEA_WORDS: Words = {
  fi: 'pyy(?:si|tää|sivät|dettiin|tänyt) apua|pyytä(?:ä|nyt).{0,30}(?:apua|auttamaan)|auta(?:kaa|tte)? minua|auttakaa|tarvitsee apua|halu(?:aa|avansa|si|aisi|ais|at|aisin|aisivat) (?:\\p{L}+ )?(?:pois|paeta|eroon|irti|lähteä (?:pois|sieltä|suhteesta)|turvaan)|halu(?:si|aisi) lähteä|toivoo (?:pääsevänsä|apua(?=[.,!]|$))|pääsisi pois|aikoo (?:paeta|lähteä|karata)|suunnittelee (?:lähtö|pako|pakene)|karkaa|karannut|paennut|pakeni|ei halua (?:palata|mennä (?:takaisin|kotiin))|ei uskalla (?:palata|mennä kotiin)|kertoi salaa|antoi lapun|kuiskas|pyy\\p{L}+,? ettei|(?:ett)?ei uskalla lähteä|haluaisi päästä|päästä (?:pois|irti|turvaan)|ei saa kertoa (?:miehelle|puolisolle|työnantajalle)|pelastakaa',
  sv: 'b(?:ad|er|ett|edde) om hjälp|hjälp mig|behöver hjälp|vill (?:bort|därifrån|fly|lämna (?:honom|mannen|arbets|hemmet)|inte tillbaka|slippa)|ville (?:bort|därifrån|fly|lämna)|skulle vilja (?:komma )?(?:bort|fly|lämna|därifrån)|inte vågar (?:gå|lämna|åka)|b(?:er|ad) att (?:inget|ingenting|inte)|inget sägs till|planerar att (?:fly|lämna|rymma)|rymt|rymma|flytt från|flydde|vill inte (?:gå |åka |återvända|tillbaka)|vågar inte (?:gå|åka|återvända) hem|berättade i hemlighet|gav en lapp|viskade|får inte berätta för (?:mannen|maken|arbetsgiv)|rädda mig',
  en: "ask(?:ed|s|ing) (?:me |us |for )*(?:for )?help|help me|needs? help|begg(?:ed|ing)|plead|wants? (?:out|to (?:leave|escape|get (?:out|away)|run away|be safe))|wanted (?:out|to (?:leave|escape|get (?:out|away)|run away))|would like to (?:leave|escape|get (?:away|out))|asks? that (?:nothing|no one|nobody)|asked (?:us |me )?not to (?:tell|say)|dare not (?:leave|go)|plan(?:s|ning|ned)? to (?:leave|escape|run)|ran away|run away|escaped?(?!\\p{L})|fled|(?:does(?:n't| not)|did(?:n't| not)) want to go (?:back|home)|afraid to go (?:back|home)|told me (?:in secret|secretly)|slipped (?:me|us) a note|gave (?:me|us) a note|whispered|do(?:es)? not tell (?:her|his|the) (?:husband|boss|employer|partner)|don't tell (?:her|his|the)|rescue|save me|get (?:her|him|me) out",
}
