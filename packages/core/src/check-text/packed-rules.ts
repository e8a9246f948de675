// Made from content/check-text by house/write-words.ts: change the lists there, then run it.
// Which concepts together tell of which topic (word-lists.ts tells the form).
import type { Topic } from './finding.ts'

export const CONCEPT_RULES: Readonly<Record<Topic | 'evidence', string>> = {
  crime: 'crime',
  violence:
    'violent|who push -kid|6:shop injure body|6:who injure body -care -kid|tie limb -care|account not fit|5:not fit what|account learnt',
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
