// Words of names as data: what is dropped, and what is the same name. Common knowledge, written for Enlace; titles and
// the habit of splitting on "also known as" were checked against the lists of opensanctions/rigour (MIT).

/** Titles, honorifics and ranks: no part of a name. */
export const TITLES: ReadonlySet<string> = new Set(
  (
    'mr mrs ms miss mx dr dra prof sir lord lady hon rev sr sra srta don dona senor senora senorita monsieur madame mme mlle mons ' +
    'herr frau ing lic licda abg arq sgt cpt capt gen col tte hajj hadj haji hajji alhaj alhaji hadja sayyid syed sheikh shaikh ' +
    'cheikh sheik mawlana moulana maulana mullah ustad imam pastor apostle elder chief nana fon sultan begum bibi shri sri smt shrimati ' +
    'kumari km md mst mosammat musammat mossammat junior jnr iii'
  ).split(' '),
);

/** Small words between names, and the words for son, daughter, father and house of. */
export const PARTICLES: ReadonlySet<string> = new Set(
  (
    'de del dela delas delos la las los le les lo y e i da do dos du des di della van von der den ter ten zu vom al el ul ur ud us as ' +
    'ar an ad ash az at bin ben ibn bint bn binti ould wuld ult abu aboul abou abi abul umm um oum wa wal st ste saint san santa'
  ).split(' '),
);

/** Words after which another name of the same person follows: the words around it all count, these do not. */
export const ALIAS_PHRASES: RegExp =
  /\b(?:also known as|a\.?k\.?a\.?|alias|conocid[oa] como|known as|dit|née|nee|born)\b/gu;

/** Spellings that mean "not known" and are no name. */
export const UNKNOWN_WORDS: ReadonlySet<string> = new Set(
  'unknown desconocido desconocida inconnu inconnue na nn xxx fnu lnu sn none null ninguno ninguna nil anonymous notgiven'.split(
    ' ',
  ),
);

const GROUPS = `
mohamed mohammed muhammad mohammad muhammed mohamad muhamad mohamud muhamed mahamed mohd mohmd mamadou mehmed mehmet muhammet maxamed maxamuud mahomed mamadu muhumed moh mhmd muhummad mohamet mamoudou
ahmed ahmad ahmet axmed ahamed ahmmed ahamad amadou hamed amadu ahmd
mahmud mahmoud mehmood mahmood maxmud mahamoud
hamid hameed hamed hamit
abdula abdullah abdallah abdulla abdalla abdoulaye abdilahi abdullahi cabdilaahi abdulahi abdullaahi abdellah abdala abdoullah
abdrahman abdulrahman abdirahman abdurrahman abdurahman abderrahman abderrahmane abdulrehman abdelrahman abdiraxman cabdiraxmaan abdoulrahman rahman rehman rahaman
abdaziz abdulaziz abdelaziz abdiaziz abdulazeez abdoulaziz
abdkarim abdulkarim abdelkarim abdikarim abdulkareem abdelkrim karim kareem
abdkader abdulkadir abdelkader abdikadir abdulqadir abdulkader kadir qadir cabdiqaadir
abdrashid abdulrashid abdirashid rashid rasheed rachid
abdhakim abdulhakim abdihakim hakim hakeem
hasan hassan hassen hasen xasan
husein hussein hussain husain hossain hosen hussien huseyin housseyn xuseen hoseyn hussen hossen husayn
ali aly cali
yusuf yousuf yousef youssef yusef yosef yussuf yoosuf yousif iusuf yuusuf jusuf usuf youssouf
ibrahim ebrahim ibraahim braheem brahim ibrahima ibraheem
omar umar cumar omer oumar omor umer
osman othman uthman usman ousmane usmon cismaan othmane
khaled khalid xalid khalide kaled
said saeed sayeed saed siad saiid
salah saleh salih saalax
fatima fatma fatema fadumo faduma faatima fatimah fatoumata fatou faduumo fathima
aisha ayesha aicha caasha asha aysha aishah aissatou ayisha aicha
khadija khadiga kadija khadijo khadijah kadidja xadiijo khadeja hadiza
maryam mariam maryan meriem mariama marian maryama mariyam
amina aminah amino ameena aminata
zainab zeinab zaynab zeynab sainab zenab
hawa xaawo hawo awa
halima haleema xaliimo halimo
layla leila laila leyla
nur noor nour nuur nura
hodan hodhan xodan
ismail ismael ismaeel esmail ismaiil ismaila
isak ishaq isaac isaak ishaak isaq
adam aadan aden adan adem
daud dawud daoud dawit david davit dawood daawuud davide
musa moussa moses mousa muse muuse moises musse moshe
sulayman suleiman soliman sulaiman saleban solomon salomon sulaymaan souleymane
jibril djibril gabriel jabril gebriel
yonas yunus younes jonas yonis yoonis younous
mikael michael mikhail miguel michel mikal michal mike mick mikel mickael
yohanes yohannes johannes john juan jean joao johan jon johnny jack ivan giovanni jhon yohanis hans ian sean shawn shaun jonny jan
yakob yacob jacob yaqub yakub yaaqub jakob jacobo jaco
gebre ghebre gabre gebra ghebr
haile hayle hayla haille
tesfay tesfaye tesfai tesfa tesfahun
berhane birhane berhan brhane birhan
mehari mehary mihari
selam salam selaam
jose joseph josef pepe jo giuseppe josep joe joey chepe joze josue
francisco francis paco pancho frank francois chico francesco frances franz frankie francoise
antonio anthony toni tony antoine anton antonia tonio
maria marie mary mari mariya mariia miriam maritza molly polly maire
guadalupe lupe lupita
ignacio nacho ignatius
enrique henry henri quique enrico heinrich harry kike hal hank harold
guillermo william guillaume willy memo bill billy will wilhelm willie wm liam
eduardo edward edouard lalo eddy eddie ed ned ted eddi
roberto robert beto rob bob bobby robbie robt bert
alberto albert
alejandro alexander alex alexandre sandro alejo aleksandr aleksander sasha alec aleks alessandro
alejandra alexandra sandra
fernando ferdinand nando hernando
manuel manny manolo emmanuel emanuel immanuel manolito
rafael raphael rafa
ricardo richard rick dick richie ricky rich riccardo
carlos charles carlitos charlie carl karl charly chuck chas carlo
luis louis lucho luiz lewis luigi lou
jorge george georges koki georg giorgio
pedro peter pierre perico pete pietro piotr petros
pablo paul paulo paolo pavel paulus
jesus chuy chucho
dolores lola
rosario charo
concepcion concha conchita
mercedes meche
isabel isabelle elizabeth elisabeth liz chabela isabella beth eliza betty betsy bess bessie lizzie elsie libby lisa elise elisa liza
cristina christina tina christine kristina chris kristine christiana
catalina catherine katherine cathy kate katy kathryn katharine kathleen kat cathryn karen katerina catrina kitty kathy
margarita margaret marguerite maggie meg peggy margery madge rita margie greta
ana anna anne ann anita annie hannah hana nancy
juana jane joan joanna jeanne jeannette janet jenny jeanie jean
teresa theresa therese tere tess tessa terri
gregorio gregory goyo greg gregoire
santiago james diego jaime tiago yago jim jimmy jaimie jamie jimmie seamus
andres andrew andre andrea andreas andy andrei andrej drew
esteban stephen steven etienne steve stefan stephan stefano steph stevie
estefania stephanie estefany stephany stefany
mateo matthew matthieu mateus mathew matt matias matthias
tomas thomas tom tommy thom
felipe philip philippe filip phillip phil
marcos mark marcus marc marco
lucas luke luc luca lukas
vicente vincent vince
julio julius jules julian
daniel danny dany dan danial danielle
samuel sam sammy
benjamin ben benny benji
nicolas nicholas nicola nick niko nic nikolas nikolai nicole
timothy tim timoteo
ronald ron ronnie ronny
donald don donnie
kenneth ken kenny
leonard len lenny leonardo leo leon
lawrence laurence larry lorenzo laurent
frederick fred freddie frederic federico freddy fredrick
arthur arturo art
walter walt wally gualterio
gerald gerry gerard geraldo gerardo
raymond ray raimundo ramon
christopher cristobal christophe topher kit kris kristopher christian cristian
patrick pat patricio paddy patricia patty trish
susan susana sue suzanne susanna susie susannah
deborah debra debbie debora deb
barbara barb
jennifer jen jenifer yenifer jeniffer yennifer
jessica jess yesica jesica yessica
rebecca becky rebeca
sarah sara sally sadie
abigail abby
victoria vicky tori vicki
dorothy dot dorothea dorotea dolly
helen elena helena ellen eleanor nell nellie helene leonor nelly ella
lucy lucia lucie luz
emily emilia emma emilie
martha marta
judith judy judi
pamela pam
jacqueline jackie yaqueline jaqueline
sophia sofia sophie
eve eva evelyn
harriet hattie
florence flo flora
caroline carolina carol carrie carolyn
joshua josh
zachary zach zak zack
nathan nathaniel nate nat
jeffrey jeff geoffrey geoff
edgar edgardo
edwin eduin
brian bryan brayan
kevin kebin
jonathan jonatan yonatan jhonatan jonathon
wilmer wilmar
johana yohana johanna
yuliana juliana
yesenia jessenia yessenia
xiomara siomara
wang wong ong vuong heng
chen chan tan tran chin chern
li lee lei
liu lau lao lew low
huang wang2 ng2 hwang
zhang chang cheung teo cheong
zhao chao chiu
zhou chou chow chew
wu ng goh
xu hsu hui koh
sun suen soon
zhu chu choo
lin lam lim
guo kuo kwok
he ho hoh
zheng cheng tcheng
xie hsieh tse
yang yeung yong young
cai tsai choi chua
zeng tseng tsang
ye yeh yip yap
su soh
luo law loh
feng fung foong
jin kim gim kum
park pak bak
choe choi2
xiao hsiao siu
xia hsia
jiang chiang kong
qian chien
qiu chiu2 khoo
deng teng tang
das dash
kaur kour
singh sing singha
kumar kumer
sharma sarma
chaudhary chowdhury choudhury chaudhuri chaudhry choudhary chowdury
akter akhter aktar akhtar
khatun khatoon khatoun
uddin udin uddhin
islam eslam
miah mia mian
sarkar sarker sircar
haque hoque huq haq hoq hossan
roy ray2 rai
shrestha srestha
tamang tamangh
gurung goorung
thapa thappa
bahadur bdr bahadoor
prasad pd parsad
jean2 jan2
pierre2 pyer
baptiste batiste
joseph2 jozef
wilner wilnor
louis2 lwi
francois2 fransua
gonzalez gonzales gonsales gonzalo gonsalez
rodriguez rodrigues rodrigez
fernandez fernandes fernandez
hernandez hernandes ernandez
martinez martines
perez peres
lopez lopes
gomez gomes
sanchez sanches
ramirez ramires
jimenez gimenez ximenez jimenes
vasquez vazquez vasques basquez
velasquez velazquez
chavez chaves
alvarez alvares
suarez suares
nunez nunes
mendez mendes
diaz dias
ruiz ruis
munoz munos
ortiz ortis
cruz crus
zelaya selaya celaya
mejia megia mexia
bejarano vejarano
yanez llanes yanes
castillo castiyo
trujillo truxillo
carrillo carillo
padilla padiya
villanueva billanueva
smith smyth smithe
brown browne
clark clarke
thompson thomson tompson
johnston johnstone
reid read reed
nicholson nicolson
davies davis
philips phillips philipps
stewart stuart
`;

/** A spelling to the first spelling of its group. A word in two groups belongs to the first. */
export const ALIASES: ReadonlyMap<string, string> = aliasMap(GROUPS);

function aliasMap(groups: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const line of groups.trim().split('\n')) {
    const [first = '', ...others] = line.split(' ').filter((word) => !/\d/u.test(word));
    if (first === '' || map.has(first)) continue;
    for (const word of [first, ...others]) if (!map.has(word)) map.set(word, first);
  }
  return map;
}
