// The notes of the sample feed, in feed order: what a card shows.
// `art` names a drawing in art/, `sky` the two colors of the gradient behind it, `ratio` height over width.

export const noteId = (number) => `69${number.toString(16).padStart(22, '0')}`;

const note = (number, title, author, likes, art, sky, ratio) => ({
  id: noteId(number), title, author, likes, art, sky, ratio,
});

export const notes = [
  note(1, '来交猫税啦！First day here, this is Biscuit 🐱', 'Maggie_from_Ohio', '2.3万', 'cat', ['#ffd9a8', '#ff9e7a'], 1.2),
  note(2, '人均四十的苍蝇馆子，味道真的绝绝子', '吃饱了再说', '1846', 'noodles', ['#ffe7c2', '#f7b267'], 1.3),
  note(3, '听劝！圆脸到底要不要剪短发', '一颗小土豆', '3021', 'portrait', ['#f9d5e5', '#eeac99'], 1.1),
  note(4, '特种兵式旅行：48小时刷完重庆', '周五下班就出发', '9872', 'city', ['#3b3a78', '#8d6cab'], 1.25),
  note(5, '避雷！！这家海边民宿千万别去', '再也不信滤镜', '5413', 'house', ['#bfe3f5', '#7fb7e6'], 1),
  note(6, '一身班味怎么去掉？在线等挺急的', '今天也想请假', '1.1万', 'laptop', ['#c9d6ea', '#8fa6c8'], 1.2),
  note(7, '阳台改造第三天，种了番茄和薄荷', '春天的小院子', '687', 'plant', ['#dff2d8', '#9fd3a3'], 1.3),
  note(8, 'i人周末：一个人看展也太舒服了', '安静一点点', '2290', 'gallery', ['#efe6da', '#d3c1a8'], 1.05),
  note(9, 'xswl我家狗子第一次看到雪', '豆包的铲屎官', '4.6万', 'dog', ['#d9ecff', '#a3c8f0'], 1.2),
  note(10, '求一个羽毛球搭子，坐标杭州', '菜但爱玩', '312', 'shuttlecock', ['#d4f1e4', '#7cc6a4'], 1),
  note(11, '早八人十分钟出门妆，平替就够了', '睡到最后一秒', '7754', 'lipstick', ['#ffdbe4', '#f78da7'], 1.3),
  note(12, '北京到大理，坐了二十八个小时火车', '慢慢走', '1530', 'train', ['#fbe3b5', '#a5cf9c'], 1.1),
  note(13, '谁懂啊！公司楼下的煎饼yyds', '早餐研究员', '903', 'pancake', ['#ffe8b8', '#f4b860'], 1.2),
  note(14, '被外婆的一句话狠狠破防了', '晚风', '3.2万', 'moon', ['#2a3a68', '#6a7fb8'], 1.25),
  note(15, '松弛感穿搭｜微胖女生也可以这样穿', '梨子不加糖', '6108', 'dress', ['#f2e2cf', '#d9b48f'], 1.3),
  note(16, '新手做面包，第一次失败第二次成功', '厨房小白', '421', 'bread', ['#fff0d6', '#eabf8b'], 1),
  note(17, '码住！租房前一定要问房东的10个问题', '搬家第七次', '1.8万', 'key', ['#dfe9f7', '#9cb8e0'], 1.15),
  note(18, 'American here 🇺🇸 大家好，请多关照', 'Tyler学中文', '8899', 'mountain', ['#ffd3b6', '#ff8b94'], 1.2),
  note(19, '來台南一定要吃的早餐，在地人推薦', '小島日常', '2075', 'noodles', ['#fde2cf', '#e8896b'], 1.1),
  note(20, '秋天的第一杯奶茶，你喝了吗', '三分糖去冰', '1.4万', 'tea', ['#f6e0c8', '#c99b6d'], 1.3),
  note(21, '打工人带饭一周不重样，好吃不贵', '热饭小能手', '5566', 'lunchbox', ['#e6f3cf', '#b6d67f'], 1),
  note(22, '', '橘子汽水', '134', 'cat', ['#cfe8e5', '#7fb8b0'], 1.15),
  note(23, '考研倒计时三十天，祝大家都上岸', '图书馆最后一排', '2.7万', 'books', ['#e5dcf5', '#a992d4'], 1.2),
  note(24, '被同事种草的咖啡，第一口就沦陷了', '下午三点半', '765', 'coffee', ['#ead7c3', '#b08968'], 1.1),
];
