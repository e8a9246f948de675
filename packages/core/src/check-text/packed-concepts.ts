// Made from content/check-text by house/write-words.ts: change the lists there, then run it.
// Names of the concepts, and their words by language in the same order (word-lists.ts tells the form).
import type { Language } from '../content/language.ts'

export const CONCEPTS =
  'number crime rest violent push injure body shop account not fit who control hold take phone money may talk need dare let alone only fear lock move door home cam can workroom refuse know language long address shame what tell visit medicine late care own unpaid pay wage goes work promise food back loan fine contract read bed badly room sell self sex_act client hotel marry minor ask set kin often again infection papers fetch paper hide at her see debt false owe trip broker threat if bad escort wait answer for report cry plead help secret want away plan sexwork bag packed limb other form little name learnt pal come here check hour day round with buy many boss live tie kid found gave contact'

/** A line for each concept, its words as packed-words.ts packs them. */
export const CONCEPT_WORDS: Readonly<Record<Language, string>> = {
  en: `17.B6.B5.B4.B3.B2.
victim traffick suspected_abuBlaverF. pimp indicato grooming exploit code_wor
rest days_offD_off breaks.
violen torturBattoo stranglCabs.EbingFedBlapBhovBcarsE. rape punishDchBhysical_a old_fr ligature kick hits_herD_herBandcuff cigarette_bBhokCained burn_mBruisCandingFed.F_onGmBite_marBeatsEingsEen assaultBbuserFd
threw push hurt grabb drag beat.
whip slashBcald injured. cuts.D. burnt.Es.Eed.
wrist thigh stomachBhoulder neck legs.D. head.Bands.E. forearmCot.BingerBeet.Bace. chestDek back. arms.D.Bnkle
workshopBarehouse shop.Bauna_wClon restaura parlo nail_b massage hotel farm.Cctory club. building_sBrothelBar.
storyBentence injury expl answersBccount.
without unable prohib nothingD.CneCbodyC.Bever lack cannot -n't
match fit. consist
uncle third_par supervisBtepmEfBpouseBomeoneEbodyBister relativeCcruite priestBartner ownerBther_perBldest managerD.Cdam law.CndlCdy husband girlfr foreman employer driver cousinCmpanio brotherBoyfrCss auntBnotherBgentBcquaint
watched voodoo trackingFerBown_to stalkBpyware pressuriHedI_i of_sightBath not_freeEallowB't_allow married_offCde_to. locked_uHi juju isolated humiliaBostageBis_wilBer_wil guards.Fing_hFed forced emotional_b controls_hHlingIed_bH_hDfinCllaterCercBaptive begs.Dging_on as_security
reads. monitors listen keptCep holdBeld goes_thr forbidCllows decide controlBhecks.
withh tookBake confiscCllect
texts phone mobileBessages calls
wage salary money earnings codes bank_car account
unable prohib may free can allowedBccessBble
talk speak phone. meet call.
when.Bash. sleep.Bee.Bchool meet. go. everythiBat. dress
dare
lettingDsD.
by_himselfEerself alone
only
tremblBerrif startlBcaresFd panick frightenBlinchBearsEfulE. dread avoids_eBfraid
locks.EingEedE. key. bolt
outsideD. move. leavingEe go. anywhere
window room. outside night. inside door
house.Cme. flat. apartmenBddress
camera
couldBannotD. able
workshopE. storeBite.Bhop.Balon restaura parlo laundry kitchen greenhouBarage containeBaravan basementCrracksCck_roo
wouldn'tF_not saying_noD_no refus
know
services finnish english
though long despite
address
shame ashamed
what
write visible tell show ringBeport phone. mention is_said call
sought care
tablet medic
late.
x woundBheelchBeekBalker vaccin tablet surgBtethoscCairs pain needle memoryCdic labour injectio hotCspitalBeight flyingBall dogBentistBark childb bloodBirthBed.Bath
own
without_pay unpaid below_min
payingD.Cid
wage salary pay. earnings
went paid_toFdir goes.C.
worksEingEedE.Bash shift pick looks_after dish cooksBlean berries
promis lured
meals food
return home.Bands_oveEedE. back
loan creditBontract
fines.Ed.
signedE. contract
understa read.
sleptDep mattress lives.E. bunkBed.
poor badly
room flat. caravan
sold.Bell
sex. himselfBerself body
slept_witDeping_witF_witBex.
men. customerBlients.
night hotel day. cities
wedding marr engaged
underage sixteenBeventee fourteenBifteen
asked
decided arrang
parent mother fatherCmily
often many keeps constant
repeat
terminat stisD.Cd abortion
without_passp undocume no_residenDpassp illegally
pick droveCives collect broughtCings
visa. residenc permitBassportCpers identityC. document
locked hid drawer
with. has.
them. him.Ber
touch seen.
unreason recruitment_f owingCes debt broker_f agency_f
falseCke
worked_offE_off unpaid repay pay_offEbac owingCe
visa. trip.CavelBicket passage journey flight
smuggl recruit broker agent.
threat sent_bac retaliat intimida harm_her deport blackmai
unless otherwis if.
kill hurt. dies.D. bad.
scripted rehears escorted_b companio accompan
wait knock
translatBalk speak repl interpreCsist answer
for.
women's_aid shelterBafehousE_hou restrainCfugesG. police helpline crisis_linDme_repBhild_welGpro assistance_sys
whispereBay_out save_me rescueBan_awa plead help_me fled begg
want implor hope asksDedD.
help.
slip.Becretly note.
would_likBant
to_leave slip_awaBafe. run_awa her_out getting_outD_out flee escape away.
plan intends
sexual_serD_wor prostituBorn nude escort commercial_s brothel
bag.
ready packed
wrist him.Ber.Band ankle
otherwis else. differen
stand formBill dress courseDnselBhild bookBill appli
littleBess
own_nam her_nam
word_for scripted rehears missing gaps coachedBhang by_hea
wom friend
seen comesBame brought attendBrriv
stayed remain present. in_the came_inFal attendBlong
return identif copyDiedBheck
hourB.
work day
seven_d round_the morning_uItBidnight every_d day_and around_the 7_d
with. by.
buy afford
twelve fourteen
employer boss
livesE.
tied bound
tantrum little
x wound underwei tremblBoothBerminatCnderCethCarful swollenCellingBuicidBtitchD.Cd.BhakingBcratch ropeBash pregnanBanicCin marksE.Clnour lacer insomnCjurCflamDect hiv.BematoBaemato fracturBlinchBinding diagnoBepressChydr cryingCiedCackedBhlamyd burntEBrokenBlisterCeedDdBandag anxiBbrasCortion
slipped pushed handed gave
touch number contact 0`,
  sv: `17.B6.B5.B4.B3.B2.
utnyttja slaverE. offer. människo kännetecBoppleriCdord indikato hallick exploate brottsof
vila semester rasterE. ledig
örfil ärrenD. våld tortyrBatuer strypDaffaBparkaBlår_hCog.Cagit misshand knuffCivhöggFuggBedja handboj gamla_fr fastb cigarett_b brännskaFmärBlåmärkBitmärkBakb
skada kasta drog.
skålladCär.Car. piska bränt.Ener.Ede.
vrist rygg nack mage låretD. kindenE. händBuvudBandenE.ClsenE. föttBotenD.BingrEer bröstBenetEnD. axelnE.BrmenDarD.Bnsikt
verkstad salong restaura pizzeri massage klubb hotell gårdenE. frisörBabrik bordellBarenD.
skadan mening historia förklari berättel
varken utan. saknar inteCget.EnDa förbjud ej. aldrig
överens stämm
äldsteDre_manBgare värdinEe uppsikt sällskapBysterBvärBtyvmBläktBin_manBambo prästBojkvBastorCrtner okänd_man någonsF_r mosterCrbBannenCkenE. ledare kusin hyresvBennes_m förmedlEanBasterCrb en_man chefCauff brödCorDdernBossBekant arbetsleGgBnnansF.Bgent
övervak voodooBisar_varBaktasFrF. ur_sik tvångCingaBigg sväraBpårningCionBin_vil påtryckBressadBant. känslomässigt_bBontrolleras_avJrar_hJrar_al juju isoleradBnlås hålls_fBennes_vil gisslanCfts_bortEa_bortE_bort förödmjDföljCljer_allBår_aldBrån_ort eden.C. bortgiftBevak
tillåt styr. lästeDer.Byssna krävBontrollCllar håll förvarDbjudCljer bestämChåll
togsD.Bas.Cr.Cgit samla beslag
telefon sms mobilBeddelan luren
peng lönenD. kontoCder inkomst bankk
möjlig får.Bick.
träffaBala ringa prata
äta tvättaBräffa sovaBkola när. klä. allt.
våga
tillåt släpp låtBät.
ensam
endast bara.
ängsl undviker_ö skrämEckCakar rädslDda.E.Byckte_til fasa darra
regla nyckel låstDerD.
åka ute.C. röra någonstan lämna gå. bort
utifrån rummetD. natten fönster dörr
lägenhet hemmetEaD. bostadCr. adress
kamer
kundeBan. går.
växthus tvätt salong restaura lager kökBällar husvagn garage förråd containe byggBarackCkrum arbetspl
vägra tacka_nej säga_nej
vet
service finska engelska apotek
trots
adress
skämsCam
över. vad. det.
veta. sägsDaBynsDasBkriv ringerEaE. berätta. anmäl
vård sök
medic läkem
sent.
veckBaccin undersök trappBandl sårBtetoskBprutBmärt röntgBullstBollat opera nål mörkBinnesBedic läkemByft höjdBund förlossBlygBall blodBb. anhör
eget.Dn
obetald
fåttCr. betal
lönerEnD. förtjän avlön
går.Bick. betalas_t
städarBkift plockaBassar jobb diskar bärenD.Bygg arbet
lovaCckade
mat.
återvänd tillbaka redovis lämna hem.
snabblån lånetD. abonnem
böter
underteckn skriva_på kontrakt avtal
läs förstå
övernatt sängBover.Da madrass bor.Cdde
dålig
rummetD. lägenhet husvagn
såltDdeBälj
sig.Bex. kropp
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
visum uppehåll resehandl passetE.Cpper id. handling dokument
låstCdan kassask gömmDd
hos.Bar.Cnd_om
honomBenneBans dem.
sett. röra
skyldigCulderGnFbF. rekryteringsa oskälig förmedlingsa
falsk
återstår skyldigCuld obetal
visum resekostDanE. jobbet biljett
rekryter förmedl agentenF.
utvisCpress skickas_h hämndEaBotfulDelseDaD_omEmot
om. annars
skada råkar_ill dör.CdaC.
medföl inövaClär följesla
vänta knacka
tolkarFdeE.Balar svara prata
åt. ställe för.
till_polis spärrmarBkyddsheFat_b ringa_polis polisen_omFanm nollinj med_polis kvinnojoBontaktf hjälpsys förunder brottsofBesöksföBarnskyd
viskade utväg rymt i_hemlig hjälp_mig flytt_fråDdde
vädjaBille. undra hoppas frågade bönfBettCr.Bad.
skydds rädda hjälpaF.
mumla lappenE. hemlig
villDja
undan stickaBlippa rymma ge_sig fly. därifrån bort.
tänker planer
sextjDköpDarb prostituBorno nakenbil eskort bordell
väska
packa
vrist händBon.BandD.
annat.
räkn kursBlä fyll bokaBlankett ansök
lågBite
sitt_nam eget_nam
ändra utantill ord_för luck inövaClär
vännenDinnaD. kvinnanBompis fru
kommitEerD. besök anlän
är_med var_med satt_k närvar med_på kom_medEin följerEde
återl kopiCntroll identif
tim h.
jobb dygnBag arbet
sju_d runt. natt_och morgon_tilBidnatt dag_och 7_d
sällskap med.
råd lösa köpa
tolv fjorton
chef arbetsg
bor.
bund
trots lilleEa
ångest värk uttorkBnderviFnä tänderBand. sömnlösBårsDBvullBtygnBmärtBkakaDdorEanFdFBjälvm röntgenBisporBepetD. panik ont_i märkenF könssjukBlamyd inflamDekt hiv.Bematom gråtCätCavid fyndBraktur diagnoBeprimBarra brutBlöd abort
stack gav
numrDmer kontakt 0`,
  fi: `17.B6.B5.B4.B3.B2.
uhrinEksE. tunnusme riistoFe parituFtCkkotyöFavi orjuuDa koodisa indikaatBhmiskau hyväksikH_käy
vapaapäi taukojFa lomaa.Bevä
väkivalBanhoja_m tönäBatuoi sinelmBavukkeel retuuBankaisDgaistCiska puukotCremajäBotkiEaClttomeGjäBalovamCiskChoinpi mustelmBerkkijä löivätD.BäimäByööDvätDtyDnytDmiDdä köysiBäsirauBurisBidutBahl isku hakkasFaDatEn arpia
tarttu satut repi lyö. heitti
viiltEs ruosk polttivaG.FaEet
vatsa sormiEeBeläDk rintaDnaBeitDdeBante poskeE olkap niskaClk kättäCsiCdeBaulaCsvo jalkDa
verstas työpaikDmaaBehtaaDdas salon ravintol pizzeriaBarturi maatila klubi hotelliBierontaFm bordellBaari -työmaaCehtaaEdasBravintolBhierontap
vastaukCmma tarina syntytBelit lauseet kertomDrot
älä kiellet ilman. etten.Ei.BstetBn.Bivät.Ckä.C. -mättäCatta
vastaa. täsmä sovi.
äitip välittäjBuokraisBeljeDi.BanhimmaClvonn täti.CdiByönjohEantaButtavBoise suvunCkulaE.BiskoBeuralaiCtäCrkCdäBaattaj päällikBuolisoBomoCikaystBappiDin omistaja muut.CidenBiesystEtE.Dhe kuskiCmppanBaveri jonkCllakiChtajaBengi isäntäEnä esimieDhenBnonD.Bmän avopuolDmieBnopBgent -kuljettaj
voodooBastoin_tCrtioCnnottClvottuGaFo_hDan.E.CkoilCinoChtivFiDdit tunnesi silmistäBeurantasBaattaa_a panttivGnaEiksiCkotEllaCinostuHetHaaDkkakunnalta_t nöyryytBaitet määräile käyttää_hyväEetään_hyväBontrolloivJi_puJi_kJi_hBirousBerjä juju eristet alistBina_saatt
valvoCat tarkast säilytBeuraaClaaBallii päättääBitää.EvCdä määrää lukevEe. kuuntelCljettaBontroll hoitaa. estä
vietyDnyDdäD.Bei. takavar säilöö ottiDanCet kerät haltuu
viestiFej puheli kännyk
tunnusluBiliäElE. raha pankkikClk
saisiCanutD. pääse mahdollis kiellet
tavata soit puhu jutel
tavata syö pukeuBese nukku milloin.Chin.Beno liikku kouluunBaikk
uskal
päästänG.Fet jätä.Dtän antanCnetDa.
yksin.
vain. ainoast
välttää_kFelee_kBapis säpsäh peläsDottiGaEkEisDkä kauhuEi itkui hätääntDkäh
telkiDjet lukonDkoDit avainEm
ulos.Ckona poistuE. muualleBissäänChinkää lähteDdeBiikku kauppaan
yöksi ulkopuol ovi.Ce ikkuna huone
osoit kotiinE.Cdin asun
kamera
voinutD. pysty
vaunuCrasto työpaikDmaaBakahuon salon ravintol pesulaBarak navet kontiBellariCittiöBasvihuo hierom autotall -työmaa
vastust suostu kieltäyt
tunneBiedä
suom lähipal englan apteek
vaikka
osoit
häpe
tapahtun sitäCitä mitä
soit näy kirjaBertomFaDro ilmoit
hoitoon
lääk
myöhään
viikoBerta ukkos tutkimBablet synnytBtetosk röntgBollaatCkot pyörätBortaiBistCme omais neul muistBagneet lääkBentäCikBaitte korkeiCirBivuCpuBaatu hissiBammasCava
omiaCaaD.
rahat_vieGoteGmen palkattaGon ilmaise
saanutDdaD. maks
tilipusCenest palkkanGaG.Eat.FsFn
siirt mene
vuoroon töiByötäE.DssäEkenBiskaBekee. siivo raken poimiBalvele marjo leipo
luvatCpasEi houkut
ruuaCokaDan
tilitBakaisin palata luovut kotiin
pikavip luottoBiittymBainojEa
sakoteF.Dko
työsop sopimu allekirj
ymmärt luke
yöpy sänky patja nukuDku makuuCjoi asuvatDu.
unetto huono
vaunu kämp huone asunno
myyCi.
seksi ruumis keho itseään.Ensä.
seksi
miehiä asiakkai
yös päiv kaupung illas hotell
vihki naimisi kihlat häät.Citä avioliit
alaik -toistavuo
kysy
sovit päättä järjest
äiti. vanhem suvuCku isä.
usein koko_aj jatkuv
toistu
sukupuol raskaude keskeyt
paperito laittomasti_m ilman_ol ei_passiaDoles
noutiEaa hakiDee
viisumi passit.FnFaF.CperitGnsFei oleskelu henkilötHk asiakirj -asiakirj
piiloBantti lukkoBaatiko
työnantajalBoisel puolisolBomol miehellä. jollakul hallus avopuoli
minut.Elta häntäDet.EnEltä
nähny koske
välityspBeloisDkaansG.F.Dan rekrytointim kohtuut
väär
velka maksettaEama lyhent
viisum tulo. matkasFnFlF.
värväClittäj rekry agent
uhkaiEaCattEa perheelle_tJ_kClottelFel kostiEavFiFaF.Dkee_pBiristBarkot
muuten. jos.
tappaDet satut käy_huoBuol
ulkoa_o saattamGj opeteltu
odot koput
vastauksFsiFa_kHh tulkkinFas puhuu.Ei
puolest
uhrituk turvakoGi rikunE.DosuhrFilm poliisin_kHlHi nollalin lähestymBastensu joutseno esitutk auttamis
ulospää pakeniCennut kuiskaBertoi_salBarkaaDannut halusi_lähEaisi_läh auttakaaDa_min
vetosBannott toivo rukoi pyytDsDd kysy anoiCel
turvaa. suojaa. pelast auttaBpua.
salaa. paperil lapuDpu
toivo halusEa
turvaan suhteestBieltä pois.BakoonDeCeta karkaDat irti eroon
suunnit aiko
sukupuolitau_tBeuralaissCksiä_vFtyöFpalFn_oHmFkum prostituBorno bordell alastonk
laukku kassi.
valmii pakat
sänky rante nilko köyBäsiCde hän
toisin. muuta.D.
täyt pukeu nous lomakBastenDku kurs hakem
vähän alle.
nimissäEin
ulkoa. sanasta puuttu opetel muuttu
ystäv vaimo naiseDnen.
vastaano tullutDi.Dee saapu paika käynytD.Cvi. asioi
vieressä mukana. läsnä
tarkist palaut kopio henkilöl
tuntia h.
vrk työt päivBv
yötä_päiBmpäri seitsemän_p puoleeny aamustaEkym 7_p
seurassa kanssa
varaa osta lunast
neljäto kaksito
työnanta pomo
asuu.
sitoiCdo
uhma pikku
vuotoEaBerenvuBapisCmma unetto turvoDpoClehduBikit särkyCpsähBukupuolitBtatus röntgenBuhjeBtgBaskausFanaCkkul paniik ommel nestehukBaarmu murtumBasent löydöBääkityBaihtu köydenBlamydBivuCpuBeskeytyBatken jälkiäF itsetuhCkuDiBnfekt hiv.BampaCavoEa diagno arvenCpiBliraviDpainoBhdistBbort
työnsi antoi
yhteyt numero 0`,
}
