// Which concepts reveal something when they meet in a sentence, by topic: every word of a rule has to be there, "a/b" is either, "-a"
// forbids. A number before a rule is the number of words within which they meet (concepts.ts). The concepts: concept-words.ts.
import type { Topic } from './finding.ts'

export const CONCEPT_RULES: Readonly<Record<Topic | 'evidence', string>> = {
  crime: 'crime',
  violence: 'violent|who push -kid|tie limb -care|expl neg fit|5:neg fit what|expl odd',
  control:
    'control|who ctl phone/money/move/need -num|3:take phone|3:neg own phone|who money take|5:who money at|4:live boss -check|neg own money|neg may move/talk/phone/rest -care|4:neg may ctl -care|who talk often -care|phone often|neg dare|neg let move/talk/need|neg alone move -care|who only move -care|lock door|who lock|home cam|neg can refuse|neg know home|neg lang long|addr often|shame what|late care2|loan name who',
  pay: 'unpaid|neg pay wage|2:neg wage|3:wage goes|wage take her|money goes who|work round|5:many/teen hour day|4:neg rest -care|promis neg money/other/work|promis other|only food work/round|wage back|work fine|contr neg read|3:little wage/pay|5:bed wplace -badly|neg money/buy med',
  sex: 'sex|sell self|lay pay|cust hotel|marry minor/teen|marry neg ask|marry set kin|again std',
  papers:
    'papers|paper hide|paper who ctl/take/at|paper ctl her -check|3:paper take -check|neg own/see paper|false paper',
  debt: 'debt -form|owe trip/broker|broker pay',
  fear: 'fear -care|threat|if bad -care -self',
  companion:
    'comp|come who/pal with|3:who/pal here -care|4:come who room|who fetch her|3:who wait -care|4:who answer -phone -num|who refuse move/room|who/her neg let|answer for her/who',
  authority: 'report',
  evidence: 'found',
  help: 'plea|neg want tell|plead help -form|plead neg tell|5:neg tell who|help/gave secret|5:want away -care|help away -care|6:plead away -care|want move who|neg want/dare back -care|plan move who|plan away|bag packed -care',
}
