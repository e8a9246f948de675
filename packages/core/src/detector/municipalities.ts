// The 308 municipalities of Finland in Finnish and Swedish, a few that lately became parts of others
// and the regions. Source: the municipalities' own names (public facts).

const words = (text: string): string[] => text.split(' ')

/** Mean nothing else that a note would say, also in lower case. */
export const MUNICIPALITIES: readonly string[] = words(
  'akaa alajärvi alavieska alavus asikkala askola brändö eckerö enonkoski enontekiö espoo eurajoki evijärvi finström forssa föglö geta ' +
    'haapajärvi haapavesi hailuoto halsua hamina hammarland hankasalmi hanko harjavalta hartola hattula hausjärvi heinävesi heinola ' +
    'helsinki hirvensalmi hollola huittinen humppila hyrynsalmi hyvinkää hämeenkyrö hämeenlinna iisalmi iitti ikaalinen ilmajoki ' +
    'ilomantsi imatra inari inkoo isojoki isokyrö janakkala joensuu jokioinen jomala joroinen joutsa juuka juupajoki juva jyväskylä ' +
    'jämijärvi jämsä järvenpää kaavi kajaani kalajoki kangasala kangasniemi kankaanpää kannonkoski kannus karijoki karkkila karstula ' +
    'karvia kaskinen kauhajoki kauniainen kaustinen keitele kemijärvi keminmaa kemiönsaari kempele kerava keuruu kihniö kinnula ' +
    'kirkkonummi kitee kittilä kiuruvesi kivijärvi kokemäki kokkola konnevesi kontiolahti korsnäs kouvola kristiinankaupunki kruunupyy ' +
    'kuhmo kuhmoinen kumlinge kuopio kuortane kurikka kustavi kuusamo kyyjärvi kärkölä kärsämäki kökar laihia laitila lapinjärvi ' +
    'lapinlahti lappajärvi lappeenranta lapua laukaa lemi lemland lempäälä leppävirta lestijärvi lieksa liminka liperi loimaa loviisa ' +
    'luhanka lumijoki lumparland luoto luumäki maalahti maarianhamina marttila merijärvi merikarvia miehikkälä mikkeli muhos multia ' +
    'muonio mustasaari muurame mynämäki myrskylä mäntsälä mänttä-vilppula mäntyharju naantali nakkila nivala nousiainen nurmes ' +
    'nurmijärvi närpiö orimattila oripää orivesi oulainen oulu outokumpu padasjoki paimio paltamo parainen parikkala parkano pedersöre ' +
    'pelkosenniemi petäjävesi pieksämäki pielavesi pietarsaari pihtipudas pirkkala polvijärvi pomarkku pornainen porvoo posio ' +
    'pudasjärvi pukkila punkalaidun puolanka puumala pyhtää pyhäjoki pyhäjärvi pyhäntä pyhäranta pälkäne pöytyä raahe raasepori raisio ' +
    'rantasalmi rautalampi rautavaara rautjärvi reisjärvi riihimäki ristijärvi rovaniemi ruokolahti ruovesi rusko rääkkylä saarijärvi ' +
    'saltvik sastamala sauvo savitaipale savonlinna savukoski seinäjoki sievi siikainen siikajoki siikalatva siilinjärvi sipoo siuntio ' +
    'sodankylä somero sonkajärvi sotkamo sottunga sulkava suomussalmi suonenjoki sysmä säkylä taipalsaari taivalkoski taivassalo ' +
    'tammela tampere tervola teuva tohmajärvi toholampi toivakka tornio turku tuusniemi tuusula tyrnävä ulvila urjala utajärvi utsjoki ' +
    'uurainen uusikaarlepyy uusikaupunki vaasa valkeakoski vantaa vehmaa vesanto vesilahti veteli vieremä vihti viitasaari vimpeli ' +
    'virolahti vårdö vöyri ylitornio ylivieska ylöjärvi ypäjä ähtäri äänekoski',
)

/** Also everyday words or first names, so a capital letter decides, or a word such as "asuu" before it. */
export const MUNICIPALITIES_IN_CAPITALS: readonly string[] = words(
  'aura eura ii kaarina kauhava kemi kolari koski kotka lahti lieto lohja loppi masku nokia pello perho pori ranua rauma salla salo simo ' +
    'soini sund tervo vaala varkaus virrat',
)

export const SWEDISH_MUNICIPALITIES: readonly string[] = words(
  'ackas alavo birkala björneborg borgnäs borgå brahestad bötom enare enontekis esbo etseri euraåminne fredrikshamn grankulla gustavs ' +
    'halso hangö helsingfors hvittis högfors hyvinge ikalis idensalmi ilmola ilomants ingå jakobstad jockis kajana karleby karlö kaskö ' +
    'kaustby kervo kides kimito kimitoön korsholm kristinestad kronoby kumo kyrkslätt lahtis laihela lappo lappträsk larsmo lembois ' +
    'letala libelits limingo lojo loppis lovisa lundo malax mariehamn masko mörskom nousis nykarleby nyslott nystad nådendal närpes ' +
    'pargas pedersöre pemar pyttis raseborg raumo reso ruokolax sastmola sibbo sjundeå storkyro tammerfors tavastehus tavastkyro torneå ' +
    'träskända tusby tövsala uleåborg ulvsby vanda vasa vederlax vemo vetil vichtis villmanstrand vindala virdois virmo vörå åbo ' +
    'östermark övertorneå',
)

/** Parts of today's municipalities that people still name. */
export const FORMER_MUNICIPALITIES: readonly string[] = words(
  'ekenäs karis karjaa tammisaari mänttä vilppula nilsiä pertunmaa valtimo honkajoki jalasjärvi himanka ylihärmä alahärmä kiiminki ' +
    'haukipudas oulunsalo luopioinen toijala vammala anjalankoski kuusankoski elimäki parola',
)

/** Regions that mean nothing else. */
export const REGIONS: readonly string[] = words(
  'uusimaa pirkanmaa pohjanmaa etelä-pohjanmaa pohjois-pohjanmaa keski-pohjanmaa kymenlaakso kainuu satakunta päijät-häme kanta-häme ' +
    'keski-suomi varsinais-suomi pohjois-savo etelä-savo pohjois-karjala etelä-karjala ahvenanmaa nyland österbotten åland kajanaland',
)
