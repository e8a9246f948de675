// Medicines that notes in Finland name with a capital letter: they name nobody. A list of ours, short on purpose.
export const MEDICINES: readonly string[] =
  'alvedon amlodipin amorion amoksisilliini amoxicillin amoxin atacand ativan aspirin bisoprolol buprenorfin burana bricanyl candesartan cetirizin cipralex concerta diapam diclofenac diklofenaakki disperin doxycyclin duphaston eliquis emconcor enalapril escitalopram ferrum flixotide furesis gabapentin geavor ibumetin ibuprofen ibuprofeeni imodium imovane insuliini jodix kefexin ketipinor klexane lantus levozin losec marevan melatonin metformin metformiini metoprolol mirena mirtazapin morfin naproxen nexplanon novorapid obsidan omeprazol opamox oxycodon oxynorm panacod panadol para-tabs paracetamol parasetamoli postinor prednisolon propral ramipril seroquel sertralin sertraliini simvastatin symbicort temesta tenox thyroxin tramadol trimetoprim truxal ventilastin ventoline voltaren xanor zoloft zopinox zyrtec'.split(
    ' ',
  )
