import { lazy } from './lazy.ts';

/** Given names with their short forms, the full name first. A short form of several names stands with each. */
const NAMES =
  'abigail abby abbie gail|abraham abe bram|albert al bert bertie|alexander alex alec al xander sandy sasha sascha alejandro|' +
  'alexandra alex alexa sandra sandy sasha sascha lexi|alfred al alf fred alfie|allison allie ali|amanda mandy|andrew andy drew|' +
  'angela angie|anthony tony ant|antonio toni tonio tony|anton toni|antoine toni|arthur art artie|barbara barb babs|benjamin ben benny benji|bernard bernie|' +
  'bertrand bert|bradley brad|calvin cal|cameron cam|carolina carol lina|caroline carrie caro|catherine cathy cate kate cat katie|' +
  'charles charlie chuck chas|charlotte charlie lottie|christian chris|christina chris chrissie tina|christine chris chrissie tina|' +
  'christoph chris|christopher chris kit topher|clifford cliff|clinton clint|cornelis kees cor|cynthia cindy|daniel dan danny|daniela dani|' +
  'danielle dani|david dave davey|deborah deb debbie|dennis denny|diana di|dmitri dima mitya|dmitry dima mitya|dolores lola|donald don donnie|' +
  'dorothy dot dottie|douglas doug|edward ed eddie ted teddy ned|edwin ed eddie|eleanor ellie nell nora|elizabeth liz beth betty eliza lizzie ' +
  'lisa libby betsy|elisabeth liz beth lisa elsa sissi|emanuel manny manu|emily em emmy|ernest ernie|eugene gene|evelyn evie|ferdinand ferdi|fernando nando|' +
  'florence flo|frances fran frannie|francis frank fran|francisco paco pancho fran|francesco franco cesco|franklin frank|franz franzl|frederick fred freddie|frederic fred|' +
  'friedrich fritz fred|gabriel gabe|gabriela gabi|gabriele gabi|geoffrey geoff|george georgie|georg schorsch|gerald gerry jerry|gerard gerry|giovanni gianni vanni|giuseppe beppe peppe pino|' +
  'gregory greg|guadalupe lupe|guillermo memo|gustavo gus|harold harry hal|heinrich heinz heiner|henry harry hank|henrik rik|hendrik henk rik|herbert herb bert|howard howie|ignacio nacho|' +
  'irene rene|isaac ike|isabella bella izzy|isabel isa bel|ivan vanya|jacob jake|jakob kobi|jacqueline jackie|james jim jimmy jamie|janet jan|jeffrey jeff|' +
  'jennifer jen jenny|jeremy jerry jem|jerome jerry|jessica jess jessie|jesus chuy|joachim jochen achim|johannes hans hannes jan|johan jan|john johnny jack|jonathan jon jonny|joseph joe joey|josef sepp ' +
  'jupp|jose pepe|josephine jo josie|joshua josh|judith judy|julian jules|juliana jules|karl kalle|katherine kate kathy katie kat kay|katharina kathi kati|' +
  'kathleen kathy kate|kenneth ken kenny|kimberly kim|klaus klausi|nikolaus klaus niko|laurence larry laurie|lawrence larry laurie|leonard leo len lenny|leonardo leo|' +
  'leopold leo poldi|lillian lilly|louis lou louie|louise lou|lucas luke|ludwig lutz|luigi gigi|manuel manu manolo|margaret maggie meg peg peggy marge margie greta|margarete grete gretel greta|' +
  'martin marty|marvin marv|matthew matt matty|matthias matze hias|maurice mo|maxim max|maximilian max|maxwell max|megan meg|melissa mel missy|melanie mel|michael mike mick ' +
  'mickey mikey micha|michel mike|mikhail misha|miguel mike|mildred millie|mitchell mitch|mohammed mo|muhammad mo|nancy nan|natalie nat|natalia natasha nat|nathan nate|nathaniel nate nat|' +
  'nicholas nick nicky nico|nicolas nico nick|nicole nicky nikki|nikolai kolya nik|norman norm|oliver olli ollie|olivia liv|oscar ozzie|pamela pam|patricia pat patty trish tricia|patrick pat paddy|' +
  'peter pete|philip phil pip|phillip phil pip|priscilla cilla|rachel rach|rafael rafa|raymond ray|rebecca becky becca|reginald reg reggie|richard rick dick rich ricky|robert rob bob bobby robbie bert|' +
  'roberto beto|roderick rod|rodney rod|ronald ron ronnie|rosario charo|rosemary rose|russell russ|salvatore toto turi|samantha sam|samuel sam sammy|sandra sandy|sebastian seb basti bastian|' +
  'sergei seryozha|sharon shari|sidney sid|simon si|solomon sol|sophia sophie|stanley stan|stefan steffen|stefanie steffi|stephanie steph steffi|stephen steve|steven steve|susan sue susie|susanne susi|suzanne sue suzie|sylvester sly|' +
  'tamara tammy|terence terry|teresa terry tess|theodore ted teddy theo|theresa terry tess resi|therese resi|thomas tom tommy|timothy tim timmy|tobias tobi|ulrich uli|ulrike uli|valerie val|vanessa nessa|veronica ronnie|' +
  'victor vic|victoria vicky tori|vincent vince vinny|vincenzo enzo|virginia ginny|vladimir vlad volodya|walter walt wally|wesley wes|wilhelm willi|wilhelmina mina|willem wim|william will bill billy willie|winston win|' +
  'wolfgang wolf|yevgeny zhenya|zachary zach zack';

const groups = lazy(() => {
  const of = new Map<string, readonly number[]>();
  for (const [group, names] of NAMES.split('|').entries())
    for (const name of names.split(' ')) of.set(name, [...(of.get(name) ?? []), group]);
  return of;
});

/** Whether two given names, as keys, are forms of one name: `bob` and `robert`. */
export function areShortForms(one: string, other: string): boolean {
  const known = groups().get(one);
  return (
    known !== undefined &&
    (groups()
      .get(other)
      ?.some((group) => known.includes(group)) ??
      false)
  );
}
