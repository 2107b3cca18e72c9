/** Made by build/countries.mjs from Unicode CLDR: do not edit. */
export const text = `AD|and|andorra|andorre
AE|are|united arab emirates|vereinigte arabische emirate|emirats arabes unis|emiratos arabes unidos|emirati arabi uniti|verenigde arabische emiraten|emirados arabes unidos|الامارات العربية المتحدة|uae|emirates|vae
AF|afg|afghanistan|afganistan|afeganistao|افغانستان
AG|atg|antigua barbuda|antigua und barbuda|antigua et barbuda|antigua y barbuda|antigua e barbuda|antigua en barbuda
AI|aia|anguilla|anguila
AL|alb|albania|albanien|albanie|shqiperi
AM|arm|armenia|armenien|armenie|հայաստան
AO|ago|angola
AR|arg|argentina|argentinien|argentine|argentinie
AS|asm|american samoa|amerikanisch samoa|samoa americaines|samoa americana|samoa americane|amerikaans samoa
AT|aut|austria|osterreich|autriche|oostenrijk
AU|aus|australia|australien|australie
AW|abw|aruba
AX|ala|aland islands|alandinseln|iles aland|islas aland|isole aland|aland|ilhas aland
AZ|aze|azerbaijan|aserbaidschan|azerbaidjan|azerbaiyan|azerbaigian|azerbeidzjan|azerbaijao|azərbaycan
BA|bih|bosnia herzegovina|bosnien und herzegowina|bosnie herzegovine|bosnia y herzegovina|bosnia ed erzegovina|bosnie en herzegovina|bosnia e herzegovina|bosna i hercegovina|bosnia|bosnia and herzegovina
BB|brb|barbados|barbade
BD|bgd|bangladesh|bangladesch|banglades|বলদশ
BE|bel|belgium|belgien|belgique|belgica|belgio|belgie
BF|bfa|burkina faso|burquina faso
BG|bgr|bulgaria|bulgarien|bulgarie|bulgarije|българия
BH|bhr|bahrain|bahrein|barein|البحرين
BI|bdi|burundi|uburundi
BJ|ben|benin
BL|blm|st barthelemy|saint barthelemy|san bartolome|sao bartolomeu
BM|bmu|bermuda|bermudes|bermudas
BN|brn|brunei|brunei darussalam
BO|bol|bolivia|bolivien|bolivie|bolivia plurinational state of
BQ|bes|caribbean netherlands|karibische niederlande|pays bas caribeens|caribe neerlandes|caraibi olandesi|caribisch nederland|paises baixos caribenhos
BR|bra|brazil|brasilien|bresil|brasil|brasile|brazilie
BS|bhs|bahamas
BT|btn|bhutan|bhoutan|butan|butao|འབག
BW|bwa|botswana|botsuana
BY|blr|belarus|bielorussie|bielorrusia|bielorussia|bielorrussia|беларусь
BZ|blz|belize|belice
CA|can|canada|kanada
CC|cck|cocos keeling islands|kokosinseln|iles cocos|islas cocos|isole cocos keeling|cocoseilanden|ilhas cocos keeling|kepulauan cocos keeling
CD|cod|congo kinshasa|kongo kinshasa|republica democratica del congo|dr congo|democratic republic of the congo|congo democratic republic of the|drc
CF|caf|central african republic|zentralafrikanische republik|republique centrafricaine|republica centroafricana|repubblica centrafricana|centraal afrikaanse republiek|republica centro africana|kodorosese ti beafrika
CG|cog|congo brazzaville|kongo brazzaville|congo|republica do congo|republic of the congo
CH|che|switzerland|schweiz|suisse|suiza|svizzera|zwitserland|suica
CI|civ|cote divoire|costa davorio|ivoorkust|costa do marfim|ivory coast
CK|cok|cook islands|cookinseln|iles cook|islas cook|isole cook|cookeilanden|ilhas cook
CL|chl|chile|chili|cile
CM|cmr|cameroon|kamerun|cameroun|camerun|kameroen|camaroes
CN|chn|china|chine|cina|中国|prc|peoples republic of china|mainland china
CO|col|colombia|kolumbien|colombie
CR|cri|costa rica
CU|cub|cuba|kuba
CV|cpv|cape verde|cabo verde|cap vert|capo verde|kaapverdie
CW|cuw|curacao|curazao
CX|cxr|christmas island|weihnachtsinsel|ile christmas|isla de navidad|isola christmas|christmaseiland|ilha christmas
CY|cyp|cyprus|zypern|chypre|chipre|cipro|κυπρος
CZ|cze|czechia|tschechien|tchequie|chequia|cechia|tsjechie|tchequia|cesko|czech republic|tschechische republik|republique tcheque|republica checa|repubblica ceca
DE|deu|germany|deutschland|allemagne|alemania|germania|duitsland|alemanha|brd|bundesrepublik deutschland|federal republic of germany
DJ|dji|djibouti|dschibuti|yibuti|gibuti|djibuti
DK|dnk|denmark|danemark|dinamarca|danimarca|denemarken|danmark
DM|dma|dominica|dominique
DO|dom|dominican republic|dominikanische republik|republique dominicaine|republica dominicana|repubblica dominicana|dominicaanse republiek
DZ|dza|algeria|algerien|algerie|argelia|algerije|الجزاير
EC|ecu|ecuador|equateur|equador
EE|est|estonia|estland|estonie|eesti
EG|egy|egypt|agypten|egypte|egipto|egitto|egito|مصر
EH|esh|western sahara|westsahara|sahara occidental|sahara occidentale|westelijke sahara|saara ocidental|الصحراء الغربية
ER|eri|eritrea|erythree|eritreia|ኤርትራ
ES|esp|spain|spanien|espagne|espana|spagna|spanje|espanha
ET|eth|ethiopia|athiopien|ethiopie|etiopia|ኢትዮጵያ
FI|fin|finland|finnland|finlande|finlandia|suomi
FJ|fji|fiji|fidschi|fidji|fiyi|figi
FK|flk|falkland islands|falklandinseln|iles malouines|islas malvinas|isole falkland|falklandeilanden|ilhas malvinas
FM|fsm|micronesia|mikronesien|micronesie|micronesia federated states of
FO|fro|faroe islands|faroer|iles feroe|islas feroe|isole fær øer|faeroer|ilhas faroe|føroyar
FR|fra|france|frankreich|francia|frankrijk|franca
GA|gab|gabon|gabun|gabao
GB|gbr|united kingdom|vereinigtes konigreich|royaume uni|reino unido|regno unito|verenigd koninkrijk|great britain|britain|england|scotland|wales|northern ireland|uk|u k|united kingdom of great britain and northern ireland|grossbritannien|grande bretagne|gran bretana|gran bretagna|groot brittannie
GD|grd|grenada|grenade|granada
GE|geo|georgia|georgien|georgie|საქართველო|georgia country
GF|guf|french guiana|franzosisch guayana|guyane francaise|guayana francesa|guyana francese|frans guyana|guiana francesa
GG|ggy|guernsey|guernesey
GH|gha|ghana|gana|gaana
GI|gib|gibraltar|gibilterra
GL|grl|greenland|gronland|groenland|groenlandia|kalaallit nunaat
GM|gmb|gambia|gambie
GN|gin|guinea|guinee|guine
GP|glp|guadeloupe|guadalupe|guadalupa
GQ|gnq|equatorial guinea|aquatorialguinea|guinee equatoriale|guinea ecuatorial|guinea equatoriale|equatoriaal guinea|guine equatorial
GR|grc|greece|griechenland|grece|grecia|griekenland|ελλαδα|el|hellas
GT|gtm|guatemala
GU|gum|guam
GW|gnb|guinea bissau|guinee bissau|guinea bisau|guine bissau
GY|guy|guyana|guiana
HK|hkg|hong kong sar china|sonderverwaltungsregion hongkong|ras chinoise de hong kong|rae de hong kong china|ras di hong kong|hongkong sar van china|hong kong rae da china|中国香港特别行政区|hong kong
HN|hnd|honduras
HR|hrv|croatia|kroatien|croatie|croacia|croazia|kroatie|hrvatska
HT|hti|haiti
HU|hun|hungary|ungarn|hongrie|hungria|ungheria|hongarije|magyarorszag
ID|idn|indonesia|indonesien|indonesie
IE|irl|ireland|irland|irlande|irlanda|ierland|republic of ireland|eire
IL|isr|israel|israele|ישראל
IM|imn|isle of man|ile de man|isla de man|isola di man|ilha de man
IN|ind|india|indien|inde|भरत
IO|iot|british indian ocean territory|britisches territorium im indischen ozean|territoire britannique de locean indien|territorio britanico del oceano indico|territorio britannico delloceano indiano|brits indische oceaanterritorium|territorio britanico do oceano indico
IQ|irq|iraq|irak|iraque|العراق
IR|irn|iran|ira|ایران|iran islamic republic of
IS|isl|iceland|island|islande|islandia|islanda|ijsland
IT|ita|italy|italien|italie|italia
JE|jey|jersey
JM|jam|jamaica|jamaika|jamaique|giamaica
JO|jor|jordan|jordanien|jordanie|jordania|giordania|الاردن
JP|jpn|japan|japon|giappone|japao|日本
KE|ken|kenya|kenia|quenia
KG|kgz|kyrgyzstan|kirgisistan|kirghizstan|kirguistan|kirghizistan|kirgizie|quirguistao|кыргызстан
KH|khm|cambodia|kambodscha|cambodge|camboya|cambogia|cambodja|camboja|កមពជ
KI|kir|kiribati|quiribati
KM|com|comoros|komoren|comores|comoras|comore|comoren|جزر القمر
KN|kna|st kitts nevis|st kitts und nevis|saint christophe et nieves|san cristobal y nieves|saint kitts e nevis|saint kitts en nevis|sao cristovao e nevis
KP|prk|north korea|nordkorea|coree du nord|corea del norte|corea del nord|noord korea|coreia do norte|북한|korea democratic peoples republic of|dprk
KR|kor|south korea|sudkorea|coree du sud|corea del sur|corea del sud|zuid korea|coreia do sul|대한민국|korea|republic of korea|korea republic of|korea south|rok
KW|kwt|kuwait|koweit|koeweit|الكويت
KY|cym|cayman islands|kaimaninseln|iles caimans|islas caiman|isole cayman|kaaimaneilanden|ilhas cayman
KZ|kaz|kazakhstan|kasachstan|kazajistan|kazakistan|kazachstan|cazaquistao|казахстан
LA|lao|laos|ລາວ|lao peoples democratic republic
LB|lbn|lebanon|libanon|liban|libano|لبنان
LC|lca|st lucia|sainte lucie|santa lucia|saint lucia
LI|lie|liechtenstein
LK|lka|sri lanka|ශ ර ලකව
LR|lbr|liberia
LS|lso|lesotho|lesoto
LT|ltu|lithuania|litauen|lituanie|lituania|litouwen|lietuva
LU|lux|luxembourg|luxemburg|luxemburgo|lussemburgo
LV|lva|latvia|lettland|lettonie|letonia|lettonia|letland|latvija
LY|lby|libya|libyen|libye|libia|libie|ليبيا
MA|mar|morocco|marokko|maroc|marruecos|marocco|marrocos|المغرب
MC|mco|monaco
MD|mda|moldova|republik moldau|moldavie|moldavia|republica moldova|moldova republic of|republic of moldova
ME|mne|montenegro|црна гора
MF|maf|st martin|saint martin|san martin|sao martinho
MG|mdg|madagascar|madagaskar|madagasikara
MH|mhl|marshall islands|marshallinseln|iles marshall|islas marshall|isole marshall|marshalleilanden|ilhas marshall
MK|mkd|north macedonia|nordmazedonien|macedoine du nord|macedonia del norte|macedonia del nord|noord macedonie|macedonia do norte|северна македонија|macedonia|fyrom
ML|mli|mali
MM|mmr|myanmar burma|myanmar|myanmar birmanie|myanmar birmania|myanmar birma|mianmar birmania|မနမ|burma
MN|mng|mongolia|mongolei|mongolie|монгол
MO|mac|macao sar china|sonderverwaltungsregion macau|ras chinoise de macao|rae de macao china|ras di macao|macau sar van china|macau rae da china|中国澳门特别行政区|macao|macau
MP|mnp|northern mariana islands|nordliche marianen|iles mariannes du nord|islas marianas del norte|isole marianne settentrionali|noordelijke marianen|ilhas marianas do norte
MQ|mtq|martinique|martinica
MR|mrt|mauritania|mauretanien|mauritanie|موريتانيا
MS|msr|montserrat
MT|mlt|malta|malte
MU|mus|mauritius|maurice|mauricio
MV|mdv|maldives|malediven|maldivas|maldive|maldiven
MW|mwi|malawi|malaui
MX|mex|mexico|mexiko|mexique|messico|mejico
MY|mys|malaysia|malaisie|malasia|maleisie
MZ|moz|mozambique|mosambik|mozambico|mocambique
NA|nam|namibia|namibie
NC|ncl|new caledonia|neukaledonien|nouvelle caledonie|nueva caledonia|nuova caledonia|nieuw caledonie|nova caledonia
NE|ner|niger|nijar
NF|nfk|norfolk island|norfolkinsel|ile norfolk|isla norfolk|isola norfolk|norfolk|ilha norfolk
NG|nga|nigeria
NI|nic|nicaragua
NL|nld|netherlands|niederlande|pays bas|paises bajos|paesi bassi|nederland|paises baixos|holland|holanda|olanda|hollande
NO|nor|norway|norwegen|norvege|noruega|norvegia|noorwegen|norge
NP|npl|nepal|नपल
NR|nru|nauru
NU|niu|niue
NZ|nzl|new zealand|neuseeland|nouvelle zelande|nueva zelanda|nuova zelanda|nieuw zeeland|nova zelandia
OM|omn|oman|oma|عمان
PA|pan|panama
PE|per|peru|perou
PF|pyf|french polynesia|franzosisch polynesien|polynesie francaise|polinesia francesa|polinesia francese|frans polynesie
PG|png|papua new guinea|papua neuguinea|papouasie nouvelle guinee|papua nueva guinea|papua nuova guinea|papoea nieuw guinea|papua nova guine
PH|phl|philippines|philippinen|filipinas|filippine|filipijnen|pilipinas
PK|pak|pakistan|paquistao|پاکستان
PL|pol|poland|polen|pologne|polonia|polska
PM|spm|st pierre miquelon|st pierre und miquelon|saint pierre et miquelon|san pedro y miquelon|saint pierre e miquelon|saint pierre en miquelon|sao pedro e miquelao
PR|pri|puerto rico|porto rico|portorico
PS|pse|palestinian territories|palastinensische autonomiegebiete|territoires palestiniens|territorios palestinos|territori palestinesi|palestijnse gebieden|الاراضي الفلسطينية|palestine|palestine state of
PT|prt|portugal|portogallo
PW|plw|palau|palaos
PY|pry|paraguay|paraguai
QA|qat|qatar|katar|catar|قطر
RE|reu|reunion|la reunion|riunione|reuniao
RO|rou|romania|rumanien|roumanie|rumania|roemenie|romenia
RS|srb|serbia|serbien|serbie|servie|servia|србија
RU|rus|russia|russland|russie|rusia|rusland|россия|russian federation
RW|rwa|rwanda|ruanda|u rwanda
SA|sau|saudi arabia|saudi arabien|arabie saoudite|arabia saudi|arabia saudita|saoedi arabie|المملكة العربية السعودية|ksa
SB|slb|solomon islands|salomonen|iles salomon|islas salomon|isole salomone|salomonseilanden|ilhas salomao
SC|syc|seychelles|seychellen|seicheles
SD|sdn|sudan|soudan|soedan|sudao|السودان
SE|swe|sweden|schweden|suede|suecia|svezia|zweden|sverige
SG|sgp|singapore|singapur|singapour|singapura
SH|shn|st helena|sainte helene|santa elena|santelena|sint helena|santa helena
SI|svn|slovenia|slowenien|slovenie|eslovenia|slovenija
SJ|sjm|svalbard jan mayen|spitzbergen und jan mayen|svalbard et jan mayen|svalbard y jan mayen|svalbard e jan mayen|spitsbergen en jan mayen|svalbard og jan mayen
SK|svk|slovakia|slowakei|slovaquie|eslovaquia|slovacchia|slowakije|slovensko|slovak republic
SL|sle|sierra leone|sierra leona|serra leoa
SM|smr|san marino|saint marin
SN|sen|senegal|senegaal
SO|som|somalia|somalie|soomaaliya
SR|sur|suriname|surinam
SS|ssd|south sudan|sudsudan|soudan du sud|sudan del sur|sud sudan|zuid soedan|sudao do sul|جنوب السودان
ST|stp|sao tome principe|sao tome und principe|sao tome et principe|santo tome y principe|sao tome e principe|sao tome en principe
SV|slv|el salvador|salvador
SX|sxm|sint maarten|saint martin partie neerlandaise
SY|syr|syria|syrien|syrie|siria|سوريا|syrian arab republic
SZ|swz|eswatini|esuatini|essuatini|swaziland
TC|tca|turks caicos islands|turks und caicosinseln|iles turques et caiques|islas turcas y caicos|isole turks e caicos|turks en caicoseilanden|ilhas turcas e caicos
TD|tcd|chad|tschad|tchad|ciad|tsjaad|chade|تشاد
TG|tgo|togo
TH|tha|thailand|thailande|tailandia|thailandia|ไทย
TJ|tjk|tajikistan|tadschikistan|tadjikistan|tayikistan|tagikistan|tadzjikistan|tadjiquistao|тоҷикистон
TK|tkl|tokelau
TL|tls|timor leste|timor oriental|timor est|oost timor|east timor
TM|tkm|turkmenistan|turcomenistao
TN|tun|tunisia|tunesien|tunisie|tunez|tunesie|تونس
TO|ton|tonga
TR|tur|turkiye|turkei|turquie|turquia|turchia|turkije|turkey
TT|tto|trinidad tobago|trinidad und tobago|trinite et tobago|trinidad y tobago|trinidad e tobago|trinidad en tobago|trinidad|trinidad and tobago
TV|tuv|tuvalu
TW|twn|taiwan|台湾|taiwan province of china|republic of china
TZ|tza|tanzania|tansania|tanzanie|tanzania united republic of
UA|ukr|ukraine|ucrania|ucraina|oekraine|украіна
UG|uga|uganda|ouganda|oeganda
US|usa|united states|vereinigte staaten|etats unis|estados unidos|stati uniti|verenigde staten|united states of america|u s a|u s|america|estados unidos de america|etats unis d amerique|vereinigte staaten von amerika|stati uniti d america|eeuu|ee uu
UY|ury|uruguay|uruguai
UZ|uzb|uzbekistan|usbekistan|ouzbekistan|oezbekistan|uzbequistao|oʻzbekiston
VA|vat|vatican city|vatikanstadt|etat de la cite du vatican|ciudad del vaticano|citta del vaticano|vaticaanstad|cidade do vaticano|holy see|vatican
VC|vct|st vincent grenadines|st vincent und die grenadinen|saint vincent et les grenadines|san vicente y las granadinas|saint vincent e grenadine|saint vincent en de grenadines|sao vicente e granadinas
VE|ven|venezuela|venezuela bolivarian republic of
VG|vgb|british virgin islands|britische jungferninseln|iles vierges britanniques|islas virgenes britanicas|isole vergini britanniche|britse maagdeneilanden|ilhas virgens britanicas|bvi|virgin islands british
VI|vir|us virgin islands|amerikanische jungferninseln|iles vierges des etats unis|islas virgenes de ee uu|isole vergini americane|amerikaanse maagdeneilanden|ilhas virgens americanas|virgin islands us
VN|vnm|vietnam|viet nam|vietna
VU|vut|vanuatu
WF|wlf|wallis futuna|wallis und futuna|wallis et futuna|wallis y futuna|wallis e futuna|wallis en futuna
WS|wsm|samoa
XK|xkx|kosovo|kosove
YE|yem|yemen|jemen|iemen|اليمن
YT|myt|mayotte
ZA|zaf|south africa|sudafrika|afrique du sud|sudafrica|zuid afrika|africa do sul
ZM|zmb|zambia|sambia|zambie
ZW|zwe|zimbabwe|simbabwe|zimbabue`;
