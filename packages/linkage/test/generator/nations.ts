// Names by nationality: common knowledge, written for Enlace, for tests and benchmarks only. Every person made from
// them is fictional. Rare names are made from syllables, so that no list is complete, as in life.

/** How people of a country are named and how clerks write them. */
export interface Nation {
  readonly code: string;
  /**
   * two-surnames: father's and mother's; one-surname; chain: own, father's, grandfather's name; chinese: surname and one
   * or two syllables.
   */
  readonly pattern: 'two-surnames' | 'one-surname' | 'chain' | 'chinese';
  readonly men: readonly string[];
  readonly women: readonly string[];
  readonly surnames: readonly string[];
  readonly syllables: readonly string[];
  readonly towns: readonly string[];
  /** Share of persons whose birth date is known as a year only (written as 1 January or as the year). */
  readonly yearOnly: number;
  /** Share of words that another clerk writes by ear. */
  readonly byEar: number;
  /** The script of the name as its bearer writes it, when clerks sometimes keep it. */
  readonly native?: 'arabic' | 'han';
}

const list = (text: string): readonly string[] => text.trim().split(/\s+/u);

const SPANISH_MEN = list(
  'Jose Luis Carlos Juan Jorge Miguel Pedro Manuel Francisco Antonio Jesus Rafael Alejandro Fernando Roberto Ricardo Eduardo Daniel David Mario Oscar Victor Alberto Javier Sergio Ramon Raul Enrique Yoel Yunior Osvaldo Lazaro Yosvany Reinaldo Wilmer Darwin Kevin Marvin Selvin Elmer Nelson Denis Allan Cristian Anderson Orlando Gustavo Leonel Ernesto Julio Angel Andres Gabriel Felix Ruben Hector Armando Guillermo',
);
const SPANISH_WOMEN = list(
  'Maria Ana Rosa Carmen Luisa Marta Teresa Isabel Juana Elena Patricia Sandra Gloria Martha Claudia Yolanda Yamile Yusleidy Dayana Yanet Mileidys Odalys Suyapa Reina Karla Lesly Wendy Keyla Genesis Yoselin Andreina Mariangel Daniela Gabriela Carolina Adriana Veronica Alejandra Beatriz Norma Silvia Leticia Dunia Xiomara Mirna Nohemi Belkis Mayra Ingrid Jennifer Katherine Valentina Camila',
);
const SPANISH_SURNAMES = list(
  'Rodriguez Garcia Gonzalez Hernandez Perez Martinez Lopez Sanchez Diaz Fernandez Ramirez Torres Alvarez Gomez Romero Suarez Rojas Morales Reyes Cruz Castillo Ortiz Gutierrez Ramos Vargas Medina Herrera Mendoza Castro Rivera Flores Moreno Guerrero Mejia Zelaya Lagos Bonilla Alvarado Pineda Portillo Funez Escobar Discua Murillo Caceres Banegas Aguilar Orellana Maldonado Paz Pacheco Leon Blanco Marcano Brito Rondon Chirinos Urdaneta Villalobos Montilla Parra Colmenares Duran Contreras Velazquez Leyva Batista Espinosa Cabrera Valdes Acosta Betancourt Quintero Fonseca Dominguez Nunez Pena Vega Delgado Rosales Cordova Figueroa Salazar Soto Guzman Nieves Estrada Cardenas Padilla Trujillo Carrillo Zuniga Chavez Vasquez',
);
const ARAB_MEN = list(
  'Mohammed Ahmed Mahmoud Khaled Omar Ali Hassan Hussein Ibrahim Youssef Abdullah Abdulrahman Mustafa Samir Bashar Tarek Walid Ziad Firas Hani Nabil Jamal Anas Bilal Amer Fadi Ghassan Imad Issa Marwan Nasser Qasim Rami Saleh Taha Yasser',
);
const ARAB_WOMEN = list(
  'Fatima Aisha Maryam Zainab Khadija Amina Layla Huda Noura Rania Samira Salma Hanan Iman Rasha Dima Lina Rim Sawsan Wafa Nadia Yasmin Ghada Hala Manal Abeer Duaa Asma',
);

const BY_CODE: readonly Nation[] = [
  {
    code: 'CU',
    pattern: 'two-surnames',
    men: SPANISH_MEN,
    women: SPANISH_WOMEN,
    surnames: SPANISH_SURNAMES,
    yearOnly: 0.01,
    byEar: 0.06,
    syllables: list('ara bar cas del fer gar lan mar nor pal ran sal tor val zam nes gue llo ria tas cha do'),
    towns: list(
      'La_Habana Santiago_de_Cuba Camaguey Holguin Guantanamo Santa_Clara Bayamo Cienfuegos Matanzas Pinar_del_Rio Las_Tunas Manzanillo Artemisa Moa Palma_Soriano Trinidad Baracoa Cardenas',
    ),
  },
  {
    code: 'HN',
    pattern: 'two-surnames',
    men: SPANISH_MEN,
    women: SPANISH_WOMEN,
    surnames: SPANISH_SURNAMES,
    yearOnly: 0.02,
    byEar: 0.08,
    syllables: list('alva ban cor dis esco fu gal lan mur ore pon qui ren sua tur vi yan lla nez do ra res'),
    towns: list(
      'Tegucigalpa San_Pedro_Sula La_Ceiba Choluteca Comayagua El_Progreso Danli Juticalpa Siguatepeque Olanchito Tela Yoro Gracias La_Esperanza Santa_Rosa_de_Copan Choloma Puerto_Cortes Tocoa',
    ),
  },
  {
    code: 'VE',
    pattern: 'two-surnames',
    men: SPANISH_MEN,
    women: SPANISH_WOMEN,
    surnames: SPANISH_SURNAMES,
    yearOnly: 0.01,
    byEar: 0.06,
    syllables: list('aza bri chi dela far gue izar lina mon nava oro pi ron sil toro uz vil yepe tia go ro sa'),
    towns: list(
      'Caracas Maracaibo Valencia Barquisimeto Maracay Ciudad_Guayana Maturin San_Cristobal Barinas Cumana Merida Puerto_La_Cruz Punto_Fijo Guarenas Los_Teques Valera Coro Cabimas',
    ),
  },
  {
    code: 'HT',
    pattern: 'one-surname',
    yearOnly: 0.06,
    byEar: 0.2,
    men: list(
      'Jean Pierre Joseph Jacques Wilner Frantz Emmanuel Ricardo Jean-Claude Jean-Baptiste Rony Wisly Evens Kensley Mackenson Dieuseul Dieudonne Fritz Guerlin Herold Islande Junior Kerby Lucson Mackendy Nixon Odelin Peterson Roosevelt Samuel Stanley Widson Yves Josue',
    ),
    women: list(
      'Marie Rose Guerda Mirlande Nadege Roseline Islande Fabienne Ketsia Lovely Daphne Esther Yolande Ginette Marie-Ange Rose-Laure Carline Darline Fedeline Jesula Lourdes Magalie Nerlande Odette Wideline Manoucheka Guerline',
    ),
    surnames: list(
      'Pierre Jean Joseph Louis Charles Saint-Louis Jean-Baptiste Etienne Francois Michel Paul Desir Dorvil Exantus Fleurimond Georges Guillaume Innocent Jean-Louis Jules Laguerre Lafleur Mesidor Milfort Noel Orelus Philistin Registre Saintil Simeon Toussaint Valcin Volcy Augustin Belizaire Celestin Destin Estime Fils-Aime Geffrard',
    ),
    syllables: list('bel cha des fleu gou joli lamou mer ne pon ris sain tou va lus cin ville mond tus nor phin'),
    towns: list(
      'Port-au-Prince Cap-Haitien Gonaives Les_Cayes Jacmel Saint-Marc Jeremie Hinche Port-de-Paix Leogane Petit-Goave Miragoane Limbe Ouanaminthe Croix-des-Bouquets Mirebalais',
    ),
  },
  {
    code: 'CM',
    pattern: 'one-surname',
    yearOnly: 0.05,
    byEar: 0.12,
    men: list(
      'Emmanuel Jean Paul Divine Ernest Clovis Collins Elvis Fabrice Cedric Boris Armand Serge Patrick Valery Bertrand Achille Hervé Ibrahim Ousmanou Moussa Bouba Aboubakar Njoya Che Ngwa Fru Tah Ndi Akum',
    ),
    women: list(
      'Marie Grace Mercy Blessing Brenda Carine Clarisse Delphine Edith Emilienne Florence Geraldine Irene Josiane Laure Mireille Nadine Odile Pascaline Rosine Solange Vanessa Aissatou Fadimatou Bih Manka Ngum Siri Nain Lum',
    ),
    surnames: list(
      'Nguema Mbarga Ngono Atangana Fotso Kamga Tchoumi Nkeng Tabi Ngwa Fru Che Ndifor Akum Mbah Nji Fon Tanyi Ayuk Enow Agbor Tambe Egbe Manga Eyong Bate Besong Oben Ekane Ndongo Essomba Owona Kouam Djoumessi Talla Wamba Nana Tsafack Ngassa Mbappe Moukoko Ebongue Etonde Njie',
    ),
    syllables: list('nga mbo tcha kou ndo fo wan tsa nke ba kwe mo la nyo gue te ssi mou na'),
    towns: list(
      'Bamenda Buea Kumba Douala Yaounde Mamfe Limbe Bafoussam Garoua Maroua Ngaoundere Kumbo Wum Nkambe Tiko Bertoua Ebolowa Fontem Dschang',
    ),
  },
  {
    code: 'BD',
    pattern: 'one-surname',
    yearOnly: 0.1,
    byEar: 0.28,
    men: list(
      'Mohammed Abdul Rahim Karim Jahangir Kamal Jamal Shahidul Rafiqul Saiful Nurul Aminul Zahirul Monirul Shafiqul Habibur Mizanur Mahbubur Anisur Ziaur Faruk Babul Sohel Rubel Sumon Liton Masud Ripon Alamgir Delwar Shamim Tanvir Arif Imran Rashed',
    ),
    women: list(
      'Fatema Ayesha Rahima Salma Nasima Shahida Rokeya Hasina Nargis Parvin Taslima Sharmin Sultana Rehana Jesmin Farzana Shirin Moriom Ruma Lucky',
    ),
    surnames: list(
      'Rahman Hossain Islam Ahmed Uddin Miah Khan Chowdhury Akter Begum Khatun Sarkar Haque Alam Ali Sheikh Mondal Mollah Talukder Sikder Howlader Bhuiyan Khondaker Das Roy Paul Barua Biswas Munshi Matubbar Gazi Sardar Molla Pramanik',
    ),
    syllables: list('ab ban cha dul fa go ha jo ka lo mo na pal ra sha ta ud za bur rul dar'),
    towns: list(
      'Dhaka Chittagong Sylhet Comilla Noakhali Feni Madaripur Shariatpur Faridpur Barisal Khulna Rajshahi Rangpur Bogra Mymensingh Narsingdi Gazipur Brahmanbaria Habiganj Sunamganj Moulvibazar',
    ),
  },
  {
    code: 'SO',
    pattern: 'chain',
    yearOnly: 0.3,
    byEar: 0.35,
    women: list(
      'Fadumo Halima Hodan Sahra Asha Khadija Amina Maryan Hawa Ifrah Ayan Hibo Ubah Nimo Safiya Deqa Faiza Habiba Idil Ladan Muna Naima Ruqiya Sagal Zahra',
    ),
    men: list(
      'Mohamed Ahmed Abdi Ali Hassan Hussein Abdullahi Abdirahman Omar Osman Ibrahim Yusuf Ismail Farah Warsame Jama Nur Adan Isse Hersi Barre Duale Elmi Geedi Guled Hashi Liban Mahad Roble Saleban Said Sharif Shire Awale Dahir Egal Faisal Mahamud Muse Sheikhdon',
    ),
    surnames: [],
    syllables: list('ab bu cal dir far gu has i jim ka lib maa nuu o roo sa shi wa xa yu le be'),
    towns: list(
      'Mogadishu Hargeisa Kismayo Baidoa Bosaso Galkayo Beledweyne Merca Jowhar Burao Garowe Afgooye Jilib Bardera Dhusamareb Qoryooley',
    ),
  },
  {
    code: 'ER',
    pattern: 'chain',
    yearOnly: 0.12,
    byEar: 0.3,
    men: list(
      'Yonas Samuel Daniel Filmon Tesfay Haile Gebre Berhane Mehari Kidane Abraham Isaias Mikael Yohannes Tekle Mulugeta Amanuel Dawit Robel Henok Medhanie Habtom Efrem Biniam Fitsum Ghirmay Kibrom Merhawi Natnael Teklit Zeray Weldu',
    ),
    women: list(
      'Selam Helen Saba Luwam Senait Tsega Rahel Feven Winta Bisrat Mebrat Letebrhan Hiwet Abeba Freweini Semhar Yordanos Eden Ruth Almaz Tirhas Letina Genet',
    ),
    surnames: [],
    syllables: list('ab ber des fe gh ha ki le me ne re se tes we ye ze ab ras ias om rom et'),
    towns: list(
      'Asmara Keren Massawa Mendefera Dekemhare Adi_Keyh Senafe Barentu Assab Tesseney Nakfa Segeneiti Adi_Quala Ghinda',
    ),
  },
  {
    code: 'CN',
    pattern: 'chinese',
    yearOnly: 0.01,
    byEar: 0.1,
    native: 'han',
    men: list(
      'wei jun qiang lei yong jie tao ming chao gang ping hui bo feng long jian guo hua xin bin hao yang peng zhi',
    ),
    women: list(
      'fang na min jing li yan juan xia xiu mei ling hong yu xue ying lan qin dan ting shan yun jia hui zhen',
    ),
    surnames: list(
      'Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Han Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao',
    ),
    syllables: [],
    towns: list(
      'Fuzhou Fuqing Changle Xiamen Quanzhou Wenzhou Guangzhou Shenzhen Beijing Shanghai Harbin Shenyang Changchun Wuhan Chengdu Chongqing Tianjin Jinan Qingdao Nanning',
    ),
  },
  {
    code: 'NP',
    pattern: 'one-surname',
    yearOnly: 0.06,
    byEar: 0.15,
    men: list(
      'Ram Krishna Hari Bishnu Prakash Suresh Ramesh Rajesh Dipak Santosh Bikash Suman Kiran Nabin Bijay Dhan Man Tek Lal Om Padam Purna Gopal Ganesh Shiva Mohan Arjun Bhim Indra Yam',
    ),
    women: list(
      'Sita Gita Maya Laxmi Saraswati Sunita Anita Kamala Radha Devi Parbati Mina Sabina Sarita Puja Nirmala Bimala Tara Goma Kopila Manju Rekha',
    ),
    surnames: list(
      'Thapa Gurung Tamang Rai Limbu Magar Shrestha Adhikari Sharma Karki Khadka Basnet Bhandari Poudel Bhattarai Acharya Chaudhary Sah Yadav Lama Sherpa Pun Ghimire Subedi Regmi Dahal Neupane KC Oli Rana',
    ),
    syllables: list('ba cha dha ga ja kha la ma na pa ra sha tha wa ya ri ki lu'),
    towns: list(
      'Kathmandu Pokhara Butwal Chitwan Dang Rolpa Rukum Baglung Myagdi Syangja Tanahun Gorkha Nepalgunj Dharan Biratnagar Jhapa Palpa Gulmi',
    ),
  },
  {
    code: 'IN',
    pattern: 'one-surname',
    yearOnly: 0.03,
    byEar: 0.12,
    men: list(
      'Gurpreet Harpreet Jaspreet Manpreet Sukhwinder Kulwinder Baljit Amarjit Rajesh Sanjay Vijay Amit Rahul Jatin Mehul Hardik Jignesh Nilesh Pankaj Ravi Sandeep Sukhdev Lovepreet Gagandeep Jagdeep Parminder Satnam Tejinder Varinder Ankit',
    ),
    women: list(
      'Gurpreet Harpreet Manpreet Amandeep Rajwinder Sukhwinder Priya Pooja Neha Anjali Kavita Sunita Hetal Komal Nisha Ritu Simran Kiran Jaspreet Kulwinder',
    ),
    surnames: list(
      'Singh Kaur Patel Kumar Sharma Sandhu Gill Dhillon Sidhu Grewal Brar Bajwa Chaudhary Shah Desai Mehta Rana Saini Dhaliwal Virk Cheema Randhawa Bhatti Mann Toor Thakor Chauhan Prajapati',
    ),
    syllables: list('bha cho dha ghu ja kha lo ma na pra ra sa tha va wal ria nka shi'),
    towns: list(
      'Amritsar Jalandhar Ludhiana Patiala Kapurthala Hoshiarpur Gurdaspur Moga Bathinda Karnal Kurukshetra Ambala Ahmedabad Mehsana Gandhinagar Anand Surat Vadodara Delhi',
    ),
  },
  {
    code: 'GH',
    pattern: 'one-surname',
    yearOnly: 0.05,
    byEar: 0.1,
    men: list(
      'Kwame Kofi Kwabena Yaw Kwaku Kojo Kwasi Emmanuel Samuel Isaac Ebenezer Francis Prince Richard Stephen Daniel Joseph Michael Eric Bismark Abdul Mohammed Ibrahim Alhassan Fuseini Richmond Kelvin Godfred Felix',
    ),
    women: list(
      'Akosua Adwoa Abena Akua Yaa Afua Ama Grace Mercy Comfort Gifty Vida Patience Esther Mary Felicia Faustina Rita Dorcas Mavis Rahinatu Fati Hawa Priscilla Linda',
    ),
    surnames: list(
      'Mensah Owusu Boateng Osei Asante Appiah Agyemang Opoku Addo Amoah Acheampong Adjei Ansah Antwi Arthur Asare Baidoo Bonsu Danso Darko Frimpong Gyamfi Kyei Nkrumah Ofori Oppong Quaye Sarpong Tetteh Yeboah Issah Mohammed Abubakari Yakubu Amponsah',
    ),
    syllables: list('a bo da fre gya kwa ma na o pong sa te ye mpo nsa dei koo'),
    towns: list(
      'Accra Kumasi Tamale Sekondi Takoradi Sunyani Cape_Coast Obuasi Tema Koforidua Techiman Ho Wa Bolgatanga Nkawkaw Berekum Bawku',
    ),
  },
  {
    code: 'CD',
    pattern: 'one-surname',
    yearOnly: 0.07,
    byEar: 0.15,
    men: list(
      'Jean Pierre Patrick Christian Junior Trésor Héritier Dieumerci Glody Jonathan Fiston Papy Serge Didier Olivier Guy Alain Blaise Cedric Dominique Emery Franck Gloire Herve Idriss Joel',
    ),
    women: list(
      'Marie Chantal Christelle Bibiche Nadine Mireille Carine Divine Exaucee Fifi Gisele Huguette Jolie Keren Laetitia Mamie Nathalie Orlie Plamedi Ruth Solange Tantine',
    ),
    surnames: list(
      'Kabongo Ilunga Mbuyi Kalala Tshibangu Mukendi Kasongo Mutombo Ngoy Banza Kabila Mwamba Ngalula Kalonji Nsimba Makiese Lukusa Lumumba Bokolo Mbala Matondo Nzuzi Mayele Mulumba Kanku Tshimanga Kapinga Bakambu Luyindula Mpiana Ntumba Kazadi',
    ),
    syllables: list('ba ka lu mbu ma ngo nza tshi mu ku le yi ndo mpa ki ta so wa'),
    towns: list(
      'Kinshasa Lubumbashi Mbuji-Mayi Kananga Kisangani Bukavu Goma Matadi Kikwit Tshikapa Uvira Butembo Beni Bunia Mbandaka Likasi Kolwezi Boma',
    ),
  },
  {
    code: 'SY',
    pattern: 'one-surname',
    men: ARAB_MEN,
    women: ARAB_WOMEN,
    yearOnly: 0.12,
    byEar: 0.3,
    native: 'arabic',
    surnames: list(
      'Al-Ahmad Al-Hassan Al-Khatib Al-Masri Haddad Khoury Shami Halabi Al-Sayed Hamwi Najjar Sabbagh Darwish Al-Ali Al-Hussein Ibrahim Kurdi Barazi Azm Qabbani Hariri Mansour Saleh Suleiman Asfour Zoubi Atassi Sheikhani Barakat Shaheen Kanaan Othman Jaber',
    ),
    syllables: list('ba da fa ha ja ka la ma na qa ra sa sha ta wa ya za doun rawi bani shi'),
    towns: list(
      'Damascus Aleppo Homs Hama Latakia Daraa Idlib Deir_ez-Zor Raqqa Qamishli Tartus Douma Darayya Al-Bab Manbij Salamiyah Jableh',
    ),
  },
  {
    code: 'AF',
    pattern: 'one-surname',
    yearOnly: 0.3,
    byEar: 0.25,
    native: 'arabic',
    men: list(
      'Mohammad Ahmad Abdul Ghulam Sayed Noor Gul Rahmat Nasir Farid Hamid Jawad Karim Latif Mirwais Najib Omid Qasem Reza Sher Taj Wahid Yama Zalmai Habib Esmat Hekmat',
    ),
    women: list(
      'Fatima Zahra Maryam Shukria Parwin Nasrin Freshta Laila Zarghuna Khatera Mina Najiba Roya Sima Tahera Wajiha Zohra Gulalai',
    ),
    surnames: list(
      'Ahmadi Rahimi Hussaini Karimi Mohammadi Noori Amiri Azizi Haidari Sadat Stanekzai Popal Wardak Yousafzai Safi Hotak Barakzai Achakzai Sharifi Rezai Jafari Nazari Qaderi Zazai',
    ),
    syllables: list('ah ba da far ghu ha ja kar la mo na pa qa ra sa ta wa ya zai'),
    towns: list(
      'Kabul Herat Kandahar Mazar-e-Sharif Jalalabad Kunduz Ghazni Bamyan Baghlan Gardez Khost Farah Lashkar_Gah Taloqan',
    ),
  },
];

/** The nations of the generator. */
export const NATIONS: readonly Nation[] = BY_CODE;
