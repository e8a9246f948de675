// The method page: how the numbers are made, in plain words. Says the same as docs/statistics.md; change both.
import type { Language } from '@apila/core/content/language.ts'

interface MethodSection {
  readonly heading: string
  readonly sentences: readonly string[]
}

export interface MethodWords {
  readonly title: string
  readonly sections: readonly MethodSection[]
}

const fi: MethodWords = {
  title: 'Miten luvut tehdään',
  sections: [
    {
      heading: 'Mitä lasketaan',
      sentences: [
        'Ihmiset, jotka verkoston järjestö on tavannut vuoden aikana ja joiden kanssa asiasta on puhuttu.',
        'Jokainen järjestö laskee ihmisen kerran vuodessa.',
        'Työntekijä täyttää lyhyen lomakkeen. Kun hän tallentaa sen, laskurit kasvavat ja vastaukset unohdetaan. Yhtään riviä ei säilytetä eikä lähetetä.',
        'Vuosi on se vuosi, jona lomake täytettiin.',
      ],
    },
    {
      heading: 'Mitä ei lasketa',
      sentences: [
        'Ihmiset, joita kukaan ei ole tavannut. Luvut eivät kerro, kuinka yleistä ihmiskauppa on.',
        'Ihmiset, jotka eivät halunneet tulla lasketuiksi.',
        'Nimiä, kansalaisuuksia, kieliä, kuntia, päivämääriä tai vapaata tekstiä ei kysytä.',
      ],
    },
    {
      heading: 'Mitä suojataan',
      sentences: [
        'Jokaiseen lukuun lisätään ennen julkaisua tarkasti mitattu määrä sattumaa. Julkaisu näyttää lähes samalta, oli joku tietty ihminen mukana tai ei.',
        'Tavallinen lupaus on epsilon 2, delta yksi miljoonasta, yhdelle ihmiselle yhdessä järjestössä yhden vuoden aikana. Paraskin arvaaja osuu silloin oikeaan noin 62 kertaa sadasta parista; pelkkä arvaus osuu 50 kertaa.',
        'Sattuma arvotaan kerran. Vuosi mitataan kerran eikä koskaan uudelleen.',
        'Palvelin ei näe todellisia lukuja. Kaksi julkaisuvastaavaa eri järjestöistä näkee ne: toinen arpoo, toinen tarkistaa, molemmat allekirjoittavat.',
      ],
    },
    {
      heading: 'Mitä ei suojata',
      sentences: [
        'Jos kaksi järjestöä on tavannut saman ihmisen, hän on laskettu kahdesti. Silloin hänen suojansa on heikompi: epsilon 2 on hänelle noin 4,3. Jos hänet lasketaan viitenä vuonna, se on noin 4,9.',
        'Julkaisuvastaavat näkevät todelliset summat. Järjestön avaintenhaltija näkee oman järjestönsä summat.',
        'Laite, jolla on täytetty vain muutama lomake, lähettää omalle avaintenhaltijalleen lähes samat tiedot kuin lomakkeet itse.',
        'Luvuista voi oppia jotain yleistä ihmisistä, vaikka kukaan tietty ei olisi niissä mukana.',
      ],
    },
    {
      heading: 'Miten väli lasketaan',
      sentences: [
        'Lisätyn sattuman suuruus tiedetään tarkasti. Väli on laskettu siitä. Siinä ei ole mukana muita virheitä, kuten väärin ymmärrettyjä kysymyksiä.',
        'Luku siirretään nollaan, jos sattuma vei sen nollan alle, ja taulukon luvut sovitetaan yhteismäärään. Väli lasketaan ennen sitä.',
        'Väli ei koskaan kutistu olemattomiin: nollankin kohdalla se näyttää, montako ihmistä siinä voi olla.',
        'Kun ihmisiä on vuodessa noin 300, tavallinen väli on noin 20 kumpaankin suuntaan. Pienistä ryhmistä ei siis voi sanoa paljon yhden vuoden perusteella.',
      ],
    },
    {
      heading: 'Lähteet',
      sentences: [
        'Tarkka diskreetti normaalikohina: Canonne, Kamath ja Steinke 2020. Jäännösosien mittaaminen: Xiao ja muut 2023 (arXiv 2305.08175). Suojan yhteenlasku: Bun ja Steinke 2016.',
        'Jokainen voi tarkistaa taulukot: koko julkaisussa ovat mitatut osat ja niiden kohinan suuruus.',
      ],
    },
    { heading: 'Muutokset', sentences: ['Koodikirja 0.2.0: ensimmäinen julkaistu muoto.'] },
  ],
}

const sv: MethodWords = {
  title: 'Hur talen görs',
  sections: [
    {
      heading: 'Vad som räknas',
      sentences: [
        'Människor som en organisation i nätverket har mött under året och som man har talat med om saken.',
        'Varje organisation räknar en människa en gång per år.',
        'Arbetaren fyller i ett kort formulär. När hon sparar det växer räknarna och svaren glöms. Ingen rad sparas eller skickas.',
        'Året är det år då formuläret fylldes i.',
      ],
    },
    {
      heading: 'Vad som inte räknas',
      sentences: [
        'Människor som ingen har mött. Talen säger inte hur vanlig människohandel är.',
        'Människor som inte ville räknas.',
        'Namn, medborgarskap, språk, kommuner, datum eller fri text frågas inte.',
      ],
    },
    {
      heading: 'Vad som skyddas',
      sentences: [
        'Till varje tal läggs före publiceringen en noga uppmätt mängd slump. Publiceringen ser nästan likadan ut vare sig en viss människa är med eller inte.',
        'Det vanliga löftet är epsilon 2, delta en på miljonen, för en människa i en organisation under ett år. Då träffar även den bästa gissaren rätt i ungefär 62 par av hundra; ren gissning träffar i 50.',
        'Slumpen dras en gång. Ett år mäts en gång och aldrig igen.',
        'Servern ser inte de verkliga talen. Två publiceringsansvariga från olika organisationer ser dem: den ena drar slumpen, den andra kontrollerar, båda skriver under.',
      ],
    },
    {
      heading: 'Vad som inte skyddas',
      sentences: [
        'Om två organisationer har mött samma människa är hon räknad två gånger. Då är hennes skydd svagare: epsilon 2 är för henne ungefär 4,3. Om hon räknas under fem år är det ungefär 4,9.',
        'De publiceringsansvariga ser de verkliga summorna. En organisations nyckelförvaltare ser sin egen organisations summor.',
        'En enhet där bara några få formulär har fyllts i skickar nästan samma uppgifter som formulären själva till sin egen nyckelförvaltare.',
        'Av talen kan man lära sig något allmänt om människor, även om ingen viss människa är med i dem.',
      ],
    },
    {
      heading: 'Hur intervallet räknas',
      sentences: [
        'Man vet exakt hur stor slump som har lagts till. Intervallet är räknat av det. Andra fel ingår inte, till exempel missförstådda frågor.',
        'Ett tal flyttas till noll om slumpen förde det under noll, och talen i en tabell anpassas till det totala antalet. Intervallet räknas före det.',
        'Ett intervall krymper aldrig till ingenting: även vid noll visar det hur många det kan vara.',
        'Med omkring 300 människor per år är intervallet vanligen omkring 20 åt vardera hållet. Om små grupper kan man alltså inte säga mycket på grund av ett enda år.',
      ],
    },
    {
      heading: 'Källor',
      sentences: [
        'Exakt diskret normalfördelat brus: Canonne, Kamath och Steinke 2020. Mätning av residualer: Xiao med flera 2023 (arXiv 2305.08175). Hopräkning av skydd: Bun och Steinke 2016.',
        'Var och en kan kontrollera tabellerna: i hela publiceringen finns de mätta delarna och brusets storlek.',
      ],
    },
    { heading: 'Ändringar', sentences: ['Kodbok 0.2.0: den första publicerade formen.'] },
  ],
}

const en: MethodWords = {
  title: 'How the numbers are made',
  sections: [
    {
      heading: 'What is counted',
      sentences: [
        'People whom an organisation of the network has met during the year, and with whom the matter was talked about.',
        'Each organisation counts a person once a year.',
        'A worker fills in a short form. When she saves it, counters grow and the answers are forgotten. No row is kept or sent.',
        'The year is the year in which the form was filled in.',
      ],
    },
    {
      heading: 'What is left out',
      sentences: [
        'People whom nobody has met. The numbers do not tell how common trafficking is.',
        'People who did not want to be counted.',
        'Names, citizenships, languages, municipalities, dates and free text are not asked for.',
      ],
    },
    {
      heading: 'What is protected',
      sentences: [
        'Before publication a carefully measured amount of chance is added to each number. The release looks almost the same whether a certain person is in it or not.',
        'The usual promise is epsilon 2, delta one in a million, for one person at one organisation in one year. Even the best guesser is then right in about 62 pairs of a hundred; plain guessing is right in 50.',
        'Chance is drawn once. A year is measured once and never again.',
        'The server does not see the true numbers. Two release officers of different organisations see them: one draws, the other checks, both sign.',
      ],
    },
    {
      heading: 'What is not protected',
      sentences: [
        'Someone met by two organisations is counted by both. Her protection is then weaker: for her, epsilon 2 is about 4.3. If she is counted in five years, it is about 4.9.',
        "The release officers see the true sums. An organisation's keeper sees its own sums.",
        'A device on which only a few forms were filled in sends nearly the same as the forms themselves to its own keeper.',
        'The numbers can teach something general about people, even when no certain person is in them.',
      ],
    },
    {
      heading: 'How the range is made',
      sentences: [
        'The size of the added chance is known exactly. The range comes from it. Other errors are not in it, such as a question that was misunderstood.',
        'A number is moved to zero where chance took it below zero, and the numbers of a table are fitted to the total. The range is made before that.',
        'A range never shrinks to nothing: at zero too it shows how many there may be.',
        'With about 300 people a year the usual range is about 20 to either side. So one year alone says little about small groups.',
      ],
    },
    {
      heading: 'Sources',
      sentences: [
        'Exact discrete Gaussian noise: Canonne, Kamath and Steinke 2020. Measuring residuals: Xiao and others 2023 (arXiv 2305.08175). Adding up protection: Bun and Steinke 2016.',
        'Anyone can check the tables: the whole release holds the measured parts and the size of their noise.',
      ],
    },
    { heading: 'Changes', sentences: ['Codebook 0.2.0: the first published form.'] },
  ],
}

const WORDS: Record<Language, MethodWords> = { fi, sv, en }

export function getMethodWords(lang: Language): MethodWords {
  return WORDS[lang]
}
