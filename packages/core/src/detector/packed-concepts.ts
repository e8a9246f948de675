// Made from content/detector by house/write-words.ts: change the lists there, then run it.
// Names of the concepts, their words by language in the same order, and the rules by topic (word-lists.ts tells the form).
import type { Language } from '../content/language.ts'
import type { Topic } from './finding.ts'

export const CONCEPTS =
  'number crime rest violent push account not fit who control hold take phone money may talk need dare let alone only fear lock move door home cam can workroom refuse know language long address shame what tell visit medicine late care own unpaid pay wage goes work promise food back loan fine contract read bed badly room sell self sex_act client hotel marry minor ask set kin often again infection papers fetch paper hide at her see debt false owe trip broker threat if bad escort wait answer for report cry plead help secret want away plan sexwork bag packed limb other form little name learnt pal come here check hour day round with buy many boss live tie kid found gave contact'

/** Concepts are parted by line ends, words by spaces. */
export const CONCEPT_WORDS: Readonly<Record<Language, string>> = {
  en: `17. 16. 15. 14. 13. 12.
victim traffick suspected_abu slaver slave. pimp indicato grooming exploit code_wor
rest days_off day_off breaks.
violen tortur tattoo strangl slap shov scars scar. rape punish punch physical_a old_fr ligature kick hits_her hit_her handcuff cigarette_b chok chained burn_m bruis branding branded. brand_on brand_m bite_mar beats beatings beaten assault abuser abused
threw push hurt grabb drag beat.
story sentence injury expl answers account.
without unable prohib nothing not. none nobody no. never lack cannot -n't
match fit. consist
uncle third_par supervis stepm stepf spouse someone somebody sister relative recruite priest partner owner other_per oldest manager man. madam law. landl lady husband girlfr foreman employer driver cousin companio brother boyfr boss aunt another agent acquaint
watched voodoo tracking tracker town_to stalk spyware pressuri pressured pressure_i of_sight oath not_free not_allow n't_allow married_off made_to. locked_u locked_i juju isolated humilia hostage his_wil her_wil guards. guarding_h guarded forced emotional_b controls_h controlling controlled_b control_h confin collater coerc captive begs. begging_on as_security
reads. monitors listen kept keep hold held goes_thr forbid follows decide control checks.
withh took take confisc collect
texts phone mobile messages calls
wage salary money earnings codes bank_car account
unable prohib may free can allowed access able
talk speak phone. meet call.
when. wash. sleep. see. school meet. go. everythi eat. dress
dare
letting lets let.
by_himself by_herself alone
only
trembl terrif startl scares scared panick frighten flinch fears fearful fear. dread avoids_e afraid
locks. locking locked lock. key. bolt
outside out. move. leaving leave go. anywhere
window room. outside night. inside door
house. home. flat. apartmen address
camera
could cannot can. able
workshop work. store site. shop. salon restaura parlo laundry kitchen greenhou garage containe caravan basement barracks back_roo
wouldn't would_not saying_no say_no refus
know
services finnish english
though long despite
address
shame ashamed
what
write visible tell show ring report phone. mention is_said call
sought care
tablet medic
late.
x wound wheelch week walker vaccin tablet surg stethosc stairs pain needle memory medic labour injectio hot hospital height flying fall dog dentist dark childb blood birth bed. bath
own
without_pay unpaid below_min
paying pay. paid
wage salary pay. earnings
went paid_to paid_dir goes. go.
works working worked work. wash shift pick looks_after dish cooks clean berries
promis lured
meals food
return home. hands_ove handed hand. back
loan credit contract
fines. fined.
signed sign. contract
understa read.
slept sleep mattress lives. live. bunk bed.
poor badly
room flat. caravan
sold. sell
sex. himself herself body
slept_wit sleeping_wit sleep_wit sex.
men. customer clients.
night hotel day. cities
wedding marr engaged
underage sixteen seventee fourteen fifteen
asked
decided arrang
parent mother father family
often many keeps constant
repeat
terminat stis sti. std abortion
without_passp undocume no_residen no_passp illegally
pick drove drives collect brought brings
visa. residenc permit passport papers identity id. document
locked hid drawer
with. has.
them. him. her
touch seen.
unreason recruitment_f owing owes debt broker_f agency_f
false fake
worked_off work_off unpaid repay pay_off pay_bac owing owe
visa. trip. travel ticket passage journey flight
smuggl recruit broker agent.
threat sent_bac retaliat intimida harm_her deport blackmai
unless otherwis if.
kill hurt. dies. die. bad.
scripted rehears escorted_b companio accompan
wait knock
translat talk speak repl interpre insist answer
for.
women's_aid shelter safehous safe_hou restrain refuges refuge. police helpline crisis_lin crime_rep child_wel child_pro assistance_sys
whispere way_out save_me rescue ran_awa plead help_me fled begg
want implor hope asks asked ask.
help.
slip. secretly note.
would_lik want
to_leave slip_awa safe. run_awa her_out getting_out get_out flee escape away.
plan intends
sexual_ser sex_wor prostitu porn nude escort commercial_s brothel
bag.
ready packed
wrist him. her. hand ankle
otherwis else. differen
stand form fill dress course counsel child book bill appli
little less
own_nam her_nam
word_for scripted rehears missing gaps coached chang by_hea
wom friend
seen comes came brought attend arriv
stayed remain present. in_the came_in came_al attend along
return identif copy copied check
hour h.
work day
seven_d round_the morning_u morning_t midnight every_d day_and around_the 7_d
with. by.
buy afford
twelve fourteen
employer boss
lives live.
tied bound
tantrum little
x wound underwei trembl terminat tender tearful swollen swelling suicid sti. std. shaking pregnan panic pain malnour lacer insomn injur inflam infect hiv. hemato haemato fractur flinch finding diagno depress dehydr crying cried chlamyd burn bleed bled anxi abras abortion
slipped pushed handed gave
touch number contact 0`,
  fi: `17. 16. 15. 14. 13. 12.
uhrin uhriks uhri. tunnusme riisto riiste paritu paritt pakkotyö pakkoavi orjuu orja koodisa indikaat ihmiskau hyväksik hyväksi_käy
vapaapäi taukoj taukoa lomaa. levä
väkival vanhoja_m tönä tatuoi sinelm savukkeel retuu rankais rangaist raiska puremajä potki potka polttome polttojä palovam paisk pahoinpi mustelm merkkijä löivät löi. läimä lyöö lyövät lyöty lyönyt lyömi lyödä köysi käsirau kuris kidut kahl isku hakkas hakkaa hakat hakan arpia
tarttu satut repi lyö. heitti
vastauk vamma tarina syntyt selit lauseet kertom kerrot
älä kiellet ilman. etten. ettei. estet en. eivät. eikä. ei. -mättä -matta
vastaa. täsmä sovi.
äitip välittäj vuokrais velje veli. vanhimma valvonn täti. tädi työnjoh työnanta tuttav toise suvun sukula suku. sisko seuralai setä serk sedä saattaj päällik puoliso pomo poikayst pappi papin omistaja muut. muiden miesyst miest mies. miehe kuski kumppan kaveri jonk jollaki johtaja jengi isäntä isännä esimie esihen enon eno. emän avopuol avomie anop agent -kuljettaj
voodoo vastoin_t vartio vannott valvottu valvota valvoo_h valan. vala. vakoil vaino vahtiv vahtii vahdit tunnesi silmistä seurantas saattaa_a panttiv panttina pantiksi pakot pakolla painostu painostet painostaa paikkakunnalta_t nöyryyt naitet määräile käyttää_hyvä käytetään_hyvä kontrolloiv kontrolloi_pu kontrolloi_k kontrolloi_h kirous kerjä juju eristet alist aina_saatt
valvo vaat tarkast säilyt seuraa selaa sallii päättää pitää. pitäv pidä määrää lukev lukee. kuuntel kuljetta kontroll hoitaa. estä
viety vieny viedä vie. vei. takavar säilöö otti ottan otet kerät haltuu
viesti viestej puheli kännyk
tunnuslu tiliä tilil tili. raha pankkik palk
saisi saanut saa. pääse mahdollis kiellet
tavata soit puhu jutel
tavata syö pukeu pese nukku milloin. mihin. meno liikku kouluun kaikk
uskal
päästän päästä. päästet jätä. jättän antan annet anna.
yksin.
vain. ainoast
välttää_k välttelee_k vapis säpsäh peläs pelotti pelotta pelok pelois pelkä kauhu kauhi itkui hätäänt hätkäh
telki teljet lukon lukko lukit avain avaim
ulos. ulkona poistu pois. muualle missään mihinkää lähte lähde liikku kauppaan
yöksi ulkopuol ovi. ove ikkuna huone
osoit kotiin koti. kodin asun
kamera
voinut voi. pysty
vaunu varasto työpaik työmaa takahuon salon ravintol pesula parak navet konti kellari keittiö kasvihuo hierom autotall -työmaa
vastust suostu kieltäyt
tunne tiedä
suom lähipal englan apteek
vaikka
osoit
häpe
tapahtun sitä siitä mitä
soit näy kirja kertom kertoa kerro ilmoit
hoitoon
lääk
myöhään
viiko verta ukkos tutkim tablet synnyt stetosk röntg rollaat rokot pyörät portai pist pime omais neul muist magneet lääk lentä leik laitte korkei koir kivu kipu kaatu hissi hammas haava
omia omaa oma.
rahat_vie rahat_ote rahat_men palkatta palkaton ilmaise
saanut saada saa. maks
tilipus tienest palkkan palkkaa palkka. palkat. palkas palkan
siirt mene
vuoroon töi työtä työt. työssä työsken tiska tekee. siivo raken poimi palvele marjo leipo
luvat lupas lupai houkut
ruua ruoka ruoan
tilit takaisin palata luovut kotiin
pikavip luotto liittym lainoj laina
sakote sakot. sakko
työsop sopimu allekirj
ymmärt luke
yöpy sänky patja nuku nukku makuu majoi asuvat asuu.
unetto huono
vaunu kämp huone asunno
myy myi.
seksi ruumis keho itseään. itsensä.
seksi
miehiä asiakkai
yös päiv kaupung illas hotell
vihki naimisi kihlat häät. häitä avioliit
alaik -toistavuo
kysy
sovit päättä järjest
äiti. vanhem suvu suku isä.
usein koko_aj jatkuv
toistu
sukupuol raskaude keskeyt
paperito laittomasti_m ilman_ol ei_passia ei_oles
nouti noutaa haki hakee
viisumi passit. passin passia passi. paperit paperins paperei oleskelu henkilöt henkilök asiakirj -asiakirj
piilo pantti lukko laatiko
työnantajal toisel puolisol pomol miehellä. jollakul hallus avopuoli
minut. minulta häntä hänet. hänen häneltä
nähny koske
välitysp velois velkaans velkaa. velka. velan rekrytointim kohtuut
väär
velka maksetta maksama lyhent
viisum tulo. matkas matkan matkal matka.
värvä välittäj rekry agent
uhkai uhkaa uhatt uhata perheelle_t perheelle_k pelottel pelotel kosti kostav kostai kostaa kosta. koskee_p kirist karkot
muuten. jos.
tappa tapet satut käy_huo kuol
ulkoa_o saattam saattaj opeteltu
odot koput
vastauks vastasi vastaa_k vastaa_h tulkkin tulkkas puhuu. puhui
puolest
uhrituk turvako turvaki rikun riku. rikosuhr rikosilm poliisin_k poliisil poliisii nollalin lähestym lastensu joutseno esitutk auttamis
ulospää pakeni paennut kuiska kertoi_sal karkaa karannut halusi_läh haluaisi_läh auttakaa auta_min
vetos vannott toivo rukoi pyyt pyys pyyd kysy anoi anel
turvaa. suojaa. pelast autta apua.
salaa. paperil lapu lappu
toivo halus halua
turvaan suhteest sieltä pois. pakoon pake paeta karka karat irti eroon
suunnit aiko
sukupuolitau_t seuralaiss seksiä_v seksityö seksipal seksin_o seksin_m seksikum prostitu porno bordell alastonk
laukku kassi.
valmii pakat
sänky rante nilko köy käsi käde hän
toisin. muuta. muu.
täyt pukeu nous lomak lasten lasku kurs hakem
vähän alle.
nimissä nimiin
ulkoa. sanasta puuttu opetel muuttu
ystäv vaimo naise nainen.
vastaano tullut tuli. tulee saapu paika käynyt käy. kävi. asioi
vieressä mukana. läsnä
tarkist palaut kopio henkilöl
tuntia h.
vrk työt päiv pv
yötä_päi ympäri seitsemän_p puoleeny aamusta aamukym 7_p
seurassa kanssa
varaa osta lunast
neljäto kaksito
työnanta pomo
asuu.
sitoi sido
uhma pikku
vuoto vuota verenvu vapis vamma unetto turvo tulehdu särky säpsäh sukupuolit status röntgen ruhje rtg raskaus raskaana paniik nestehuk murtum masent löydö lääkity laihtu klamyd kivu kipu keskeyty itsetuh itku itki infekt hiv. haavo haava diagno aliravi alipaino ahdist abort
työnsi antoi
yhteyt numero 0`,
  sv: `17. 16. 15. 14. 13. 12.
utnyttja slaver slav. offer. människo kännetec koppleri kodord indikato hallick exploate brottsof
vila semester raster rast. ledig
örfil ärren ärr. våld tortyr tatuer stryp straffa sparka slår_h slog. slagit misshand knuff kedja handboj gamla_fr fastb cigarett_b brännska brännmär blåmärk bitmärk bakb
skada kasta drog.
skadan mening historia förklari berättel
varken utan. saknar inte inget. ingen inga förbjud ej. aldrig
överens stämm
äldste äldre_man ägare värdin värde uppsikt sällskap syster svär styvm släkt sin_man sambo präst pojkv pastor partner okänd_man någons någon_r moster morb mannen maken make. ledare kusin hyresv hennes_m förmedl förman faster farb en_man chef chauff bröd bror brodern boss bekant arbetsle arbetsg annans annan. agent
övervak voodoo visar_var vaktas vaktar vakta. ur_sik tvång tvinga tigg svära spårning spion sin_vil påtryck pressad pant. känslomässigt_b kontrolleras_av kontrollerar_h kontrollerar_al juju isolerad inlås hålls_f hennes_vil gisslan gifts_bort gifta_bort gift_bort förödmj förfölj följer_all får_ald från_ort eden. ed. bortgift bevak
tillåt styr. läste läser. lyssna kräv kontroll kollar håll förvar förbjud följer bestäm behåll
togs tog. tas. tar. tagit samla beslag
telefon sms mobil meddelan luren
peng lönen lön. konto koder inkomst bankk
möjlig får. fick.
träffa tala ringa prata
äta tvätta träffa sova skola när. klä. allt.
våga
tillåt släpp låt lät.
ensam
endast bara.
ängsl undviker_ö skräm skräck skakar rädsl rädda. rädd. ryckte_til fasa darra
regla nyckel låst låser lås.
åka ute. ut. röra någonstan lämna gå. bort
utifrån rummet rum. natten fönster dörr
lägenhet hemmet hemma hem. bostad bor. adress
kamer
kunde kan. går.
växthus tvätt salong restaura lager kök källar husvagn garage förråd containe bygg barack bakrum arbetspl
vägra tacka_nej säga_nej
vet
service finska engelska apotek
trots
adress
skäms skam
över. vad. det.
veta. sägs säga syns synas skriv ringer ringa ring. berätta. anmäl
vård sök
medic läkem
sent.
veck vaccin undersök trapp tandl sår stetosk sprut smärt röntg rullst rollat opera nål mörk minnes medic läkem lyft höjd hund förloss flyg fall blod bb. anhör
eget. egen
obetald
fått får. betal
löner lönen lön. förtjän avlön
går. gick. betalas_t
städar skift plocka passar jobb diskar bären bär. bygg arbet
lova lockade
mat.
återvänd tillbaka redovis lämna hem.
snabblån lånet lån. abonnem
böter
underteckn skriva_på kontrakt avtal
läs förstå
övernatt säng sover. sova madrass bor. bodde
dålig
rummet rum. lägenhet husvagn
sålt sålde sälj
sig. sex. kropp
sex_mot med_sex
män. kunder
städer natt hotell dag.
äktensk gift förlov bröllop
minderår -tonår
fråga
ordna bestäm arrang
släkt pappa föräldr
ofta hela_tid
upprep
sexuellt könssjuk abort
utan_uppeh pappersl olagligt_i inget_pass.
skjuts körde hämta
visum uppehåll resehandl passet pass. papper id. handling dokument
låst lådan kassask gömm gömd
hos. har. hand_om
honom henne hans dem.
sett. röra
skyldig skulder skulden skuldb skuld. rekryteringsa oskälig förmedlingsa
falsk
återstår skyldig skuld obetal
visum resekost resan resa. jobbet biljett
rekryter förmedl agenten agent.
utvis utpress skickas_h hämnd hämna hotful hotelse hota hot_om hot_mot
om. annars
skada råkar_ill dör. döda dö.
medföl inöva inlär följesla
vänta knacka
tolkar tolkade tolk. talar svara prata
åt. ställe för.
till_polis spärrmar skyddshe skyddat_b ringa_polis polisen_om polisanm nollinj med_polis kvinnojo kontaktf hjälpsys förunder brottsof besöksfö barnskyd
viskade utväg rymt i_hemlig hjälp_mig flytt_frå flydde
vädja ville. undra hoppas frågade bönf bett ber. bad.
skydds rädda hjälpa hjälp.
mumla lappen lapp. hemlig
vill vilja
undan sticka slippa rymma ge_sig fly. därifrån bort.
tänker planer
sextj sexköp sexarb prostitu porno nakenbil eskort bordell
väska
packa
vrist händ hon. hand han.
annat.
räkn kurs klä fyll boka blankett ansök
låg lite
sitt_nam eget_nam
ändra utantill ord_för luck inöva inlär
vännen väninna vän. kvinnan kompis fru
kommit kommer kom. besök anlän
är_med var_med satt_k närvar med_på kom_med kom_in följer följde
återl kopi kontroll identif
tim h.
jobb dygn dag arbet
sju_d runt. natt_och morgon_til midnatt dag_och 7_d
sällskap med.
råd lösa köpa
tolv fjorton
chef arbetsg
bor.
bund
trots lille lilla
ångest värk uttork undervi undernä sömnlös sårs sår svull smärt skaka skador skadan skadad skada självm röntgen panik ont_i könssjuk klamyd inflam infekt hiv. hematom gråt grät gravid fynd fraktur diagno deprim darra blöd abort
stack gav
numr nummer kontakt 0`,
}

export const CONCEPT_RULES: Readonly<Record<Topic | 'evidence', string>> = {
  crime: 'crime',
  violence: 'violent|who push -kid|tie limb -care|account not fit|5:not fit what|account learnt',
  control:
    'control|who hold phone/money/move/need -contact|3:take phone|3:not own phone|who money take|5:who money at|4:live boss -check|not own money|not may move/talk/phone/rest -care|4:not may hold -care|who talk often -care|phone often|not dare|not let move/talk/need|not alone move -care|who only move -care|lock door|who lock|home cam|not can refuse|not know home|not language long|address often|shame what|late visit|loan name who',
  pay: 'unpaid|not pay wage|2:not wage|3:wage goes|wage take her|money goes who|work round|5:many/number hour day|4:not rest -care|promise not money/other/work|promise other|only food work/round|wage back|work fine|contract not read|3:little wage/pay|5:bed workroom -badly|not money/buy medicine',
  sex: 'sexwork|sell self|sex_act pay|client hotel|marry minor/number|marry not ask|marry set kin|again infection',
  papers:
    'papers|paper hide|paper who hold/take/at|paper hold her -check|3:paper take -check|not own/see paper|false paper',
  debt: 'debt -form|owe trip/broker|broker pay',
  fear: 'fear -care|threat|if bad -care -self',
  companion:
    'escort|come who/pal with|3:who/pal here -care|4:come who room|who fetch her|3:who wait -care|4:who answer -phone -contact|who refuse move/room|who/her not let|answer for her/who',
  authority: 'report',
  evidence: 'found',
  help: 'cry|not want tell|plead help -form|plead not tell|5:not tell who|help/gave secret|5:want away -care|help away -care|6:plead away -care|want move who|not want/dare back -care|plan move who|plan away|bag packed -care',
}
