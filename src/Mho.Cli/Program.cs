Console.WriteLine("mho");
return 0;
